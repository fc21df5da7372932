import { knownCues } from './cues.ts';
import { list } from './list.ts';

/** Commonest words of languages in Latin script that have no other cues: enough to tell them from those that have. */
const OTHERS: Readonly<Record<string, readonly string[]>> = {
  ca: list(`el, la, els, les, de, que, i, un, una, per, amb, és, en, del, al, no, es, va, més, com, són, aquest,
    aquesta, ha, hi, també, però, seva, seu, dels, les, on, molt, fer, han, als, anys, ens, està`),
  cs: list(`a, se, na, v, je, že, s, z, do, o, to, i, k, ve, pro, za, by, ale, si, po, jako, jsou, od, jsem, které,
    který, tak, být, jeho, až, nebo, také, při, už, jen, bylo, která, byl, není, může`),
  da: list(`og, i, at, det, er, en, til, på, som, med, for, af, den, ikke, de, der, et, har, var, jeg, fra, kan, vi,
    men, om, så, blev, skal, ud, også, eller, efter, nu, sig, havde, når, hvor, alle, bliver, meget`),
  fi: list(`ja, on, ei, että, se, oli, hän, mutta, ovat, kun, myös, sen, niin, kuin, joka, jo, mukaan, sekä, vain,
    hänen, tai, olla, ole, jos, voi, siitä, vielä, ollut, tämä, mitä, nyt, kanssa, jotka, me, minä`),
  hu: list(`a, az, és, hogy, nem, is, egy, ez, meg, de, csak, mint, volt, van, már, vagy, még, ezt, azt, ha, ki, kell,
    minden, lesz, amely, olyan, után, mert, nagy, pedig, majd, lehet, itt, úgy, között, szerint`),
  nb: list(`og, i, det, er, på, som, en, til, av, for, med, at, har, de, ikke, den, et, om, fra, var, jeg, vi, kan,
    men, så, seg, skal, hadde, ble, også, eller, etter, når, ved, noen, bare, vil, sine, mye, hva`),
  pl: list(`i, w, na, z, do, się, nie, że, to, jest, o, jak, od, po, za, ale, dla, są, przez, co, oraz, być, ich, już,
    był, było, tym, tego, lub, może, które, który, tylko, przy, także, czy, ten, jego, roku, więc`),
  ro: list(`și, de, în, a, la, cu, pe, nu, din, o, care, că, un, este, pentru, mai, se, sunt, ce, au, al, prin, fost,
    dar, sa, lui, fi, am, ai, după, acest, această, sau, când, unei, unui, fără, până, foarte`),
  sv: list(`och, i, att, det, som, en, på, är, av, för, med, den, till, inte, om, har, de, ett, var, från, jag, men,
    vi, så, kan, när, man, under, sig, efter, eller, där, nu, också, ut, alla, mycket, finns, blev, ska`),
  tr: list(`ve, bir, bu, da, de, için, ile, olarak, çok, daha, olan, gibi, en, ne, var, kadar, ama, sonra, o, ki, her,
    değil, ya, mi, ise, oldu, yeni, veya, ben, biz, iki, olduğu, göre, tarafından, ancak, şey`),
};

/** The commonest words of each language, by its primary subtag. */
export const STOP_WORDS: ReadonlyMap<string, readonly string[]> = new Map([
  ...knownCues().map((cues): [string, readonly string[]] => [cues.language, cues.stopWords]),
  ...Object.entries(OTHERS),
]);
