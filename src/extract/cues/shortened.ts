import { cuesFor, cuesOf, primary } from './cues.ts';
import { list } from './list.ts';

/** What is written with a full stop that ends no sentence. */
export interface Shortened {
  /** In small letters. */
  readonly words: ReadonlySet<string>;
  /** Whether a number with a full stop is an ordinal ("am 25. August"). */
  readonly ordinals: boolean;
}

/**
 * What languages without cues of their own shorten before a name or a number, by their subtags. What mostly ends a
 * sentence, such as units after a number, is left out, and so is what English shortens alike.
 */
const ABBREVIATIONS: Readonly<Record<string, readonly string[]>> = {
  ca: list('sra, dra, av, avda, pça, pl, pg, pàg, núm, tel, p.ex, aprox, sta, ctra'),
  'cs sk': list(`ul, nám, tř, nábř, např, napr, tzv, tzn, tj, t.j, doc, ing, mgr, bc, mudr, judr, phdr, rndr, arch,
    kpt, plk, sv, čp, čl, odst, ods, str, popř, příp, tel, mob, tis, mil, mld, obr, tab, kap, srov, ev`),
  'da nb nn no': list(`kl, ca, nr, bl.a, f.eks, dvs, inkl, ekskl, tlf, tel, hr, fr, cand, mag, sct, skt, jf, vedr, ev,
    evt, pr, mio, mia, mill, mrd, adr, kap`),
  el: list(`κα, κος, κκ, δρ, καθ, λεωφ, πλ, αρ, αριθ, τηλ, βλ, σελ, εκατ, δισ, αγ, οδ, δηλ, περ, κεφ, ιαν, φεβ,
    μαρ, απρ, ιουν, ιουλ, αυγ, σεπ, οκτ, νοε, δεκ`),
  et: list('nr, lk, tel, ca, nn, mag, akad, tn, pst'),
  fi: list('klo, esim, mm, ns, nk, nro, vrt, ks, toim, puh, fil, maist, mrd, milj, os'),
  'hi mr ne': list('डॉ, डा, श्री, प्रो, पं, सं, मो, रु, नं, क्र, एड, इंजी, स्व'),
  'bs hr sl sr mk': list(`ul, br, št, mag, inž, sv, str, npr, tzv, tj, tel, ing, dipl, ул, бр, др, проф, инж, св, стр,
    тзв, нпр, тел`),
  hu: list('ifj, özv, id, ún, kb, sz, krt, tel, ker, vö, ld, szerk, szt, febr, márc, ápr, jún, júl, szept, okt'),
  'id ms': list('jl, drs, dra, ir, tgl, hlm, dsb, yth, bpk, sdr, kab, kec, kel, gg, hj, ust'),
  is: list('kl, nr, bls, ca, tel, t.d, þ.e, o.fl'),
  lt: list('nr, tel, pvz, doc, šv, pr, t.y'),
  lv: list('plkst, nr, tel, piem, t.sk, sv, lpp'),
  pl: list(`ul, pl, os, godz, nr, np, tzw, tzn, m.in, mgr, inż, hab, red, ks, św, im, płk, ppłk, mjr, kpt, por, abp,
    bp, bł, pt, ok, pkt, ust, art, poz, woj, pow, gm, tel, wyd, zob, tys, mln, mld, rys, str, tab, tj, ur, zm`),
  ro: list(`dl, dna, d-na, d-l, ing, str, bd, nr, art, alin, pag, cca, aprox, sf, jud, com, loc, tel, bl, ap, acad,
    conf, univ, ian, febr, mart, iul, noi`),
  'ru uk be bg': list(`им, ім, ул, вул, пр, просп, пров, пер, пл, наб, бул, бульв, обл, пос, смт, стр, буд, корп, кв,
    оф, тел, тыс, тис, млн, млрд, см, див, рис, табл, гл, ст, напр, нар, проф, акад, доц, канд, св, ред, изд, вид,
    вып, англ, лат, нем, фр, греч, укр, т.зв, янв, фев, февр, апр, авг, сент, окт, нояб, дек, гр, инж, арх, ок`),
  sv: list('kl, ca, nr, bl.a, t.ex, dvs, fr.o.m, t.o.m, inkl, exkl, tel, tfn, jfr, fil, milj, kap, sid'),
  tr: list(`doç, yrd, öğr, gör, av, müh, mim, uzm, alb, cad, sok, sk, mah, apt, blv, bul, tel, bkz, örn, yy, çev, haz,
    hz, yük, arş, şti, sn`),
};

/** Languages that write ordinals with a full stop and have no cues of their own. */
const ORDINALS = new Set(list('bs, cs, da, et, fi, hr, hu, is, lv, mk, nb, nn, no, pl, sk, sl, sr, tr'));

const BY_LANGUAGE: ReadonlyMap<string, readonly string[]> = new Map(
  Object.entries(ABBREVIATIONS).flatMap(([subtags, words]) => subtags.split(' ').map((subtag) => [subtag, words])),
);

const shortened = new Map<string, Shortened>();

/** What a language and English write with a full stop; gathered when the language first comes up. */
export function shortenedIn(language: string | null): Shortened {
  const subtag = primary(language);
  const isKnown = BY_LANGUAGE.has(subtag) || cuesOf(subtag) !== null;
  // Whatever else a feed may call its language, it is one.
  return gatheredFor(isKnown ? subtag : '');
}

function gatheredFor(subtag: string): Shortened {
  const known = shortened.get(subtag);
  if (known !== undefined) return known;
  const cues = cuesFor(subtag);
  const gathered = {
    words: new Set([...(BY_LANGUAGE.get(subtag) ?? []), ...cues.flatMap(({ abbreviations }) => abbreviations)]),
    ordinals: ORDINALS.has(subtag) || cues.some(({ ordinalStop }) => ordinalStop),
  };
  shortened.set(subtag, gathered);
  return gathered;
}
