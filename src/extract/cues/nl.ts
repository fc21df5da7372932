import type { Cues } from './cues.ts';
import { list } from './list.ts';

export const dutch: Cues = {
  language: 'nl',
  stopWords: list(`
    de, het, een, en, van, in, is, dat, op, te, zijn, met, voor, niet, aan, er, die, om, ook, als, dan, maar,
    bij, uit, nog, door, over, naar, heeft, je, ik, we, wij, ze, hij, zij, was, wordt, worden, of, tot, meer,
    al, kan, hebben, had, deze, dit, wel, geen, zo, veel, waar, wat, onze, ons, mijn, hun, hem, haar, moet,
    kunnen, zal, zou, werd, jaar, nu, heel, omdat, na, onder, tussen, tegen
  `),
  abbreviations: list(`
    dhr, mevr, mw, dr, drs, ir, ing, prof, mr, st, nr, blz, bijv, bv, d.w.z, o.a, e.d, enz, etc, evt, incl,
    excl, m.b.t, t.a.v, i.v.m, a.d.h.v, ca, jl, tel, jan, feb, mrt, apr, jun, jul, aug, sep, sept, okt,
    nov, dec, afb, hfst, max, min, o.l.v
  `),
  ordinalStop: false,
  calls: list(`
    deel dit, deel deze, delen~, delen via, tweeten~, abonneer, abonneren~, schrijf je in, meld je aan voor
    de nieuwsbrief, aanmelden~, inloggen~, volg ons, volg mij, afdrukken~, advertentie~, klik hier, als je
    (dit|deze|het|de) .* leuk vond, (vul|voer) je e-?mail, voor meer informatie, vind-ik-leuk (bezig met
    )?laden~, bekijk (deze|dit) .* in (je|uw) browser, uitschrijven~, je e-?mailadres (wordt|zal) niet,
    vond je (dit|deze|het) .* leuk, ontvang (onze|de) nieuwsbrief, deel het dan,
    alvast (hartelijk )?bedankt
  `),
  signs: list(`
    inhoud~, inhoudsopgave, meer informatie~, meer informatie (op|via|vind), zie ook, lees ook, gerelateerde
    artikelen, gerelateerde berichten, tags:, categorie~, categorieën~, (categorie|categorieën):, geplaatst
    in~, vorig bericht, volgend bericht, bron:~, bronnen:~, reageer~, reacties~, laat een reactie, geef een
    reactie, leestijd~,
    statistieken: geplaatst door,
    (deze|dit) (blog|gastblog|artikel|bericht|tekst) (is|werd) geschreven door
  `),
  furniture: list(`
    alle rechten voorbehouden, privacybeleid~, gebruiksvoorwaarden~, (ons|onze)
    (privacybeleid|gebruiksvoorwaarden), cookies accepteren, reacties zijn gesloten, klik hier om, klik hier
    voor, volg ons op, schrijf je in voor onze nieuwsbrief, verscheen eerst op
  `),
  pointers: list(`
    (dit|deze) (artikel|bericht|blog|tekst|werk) (is|valt|staat) .*(licentie|gelicenseerd|creative
    commons), dit artikel verscheen, dit bericht verscheen, dit artikel is eerder, oorspronkelijk
    gepubliceerd~, oorspronkelijk gepubliceerd op, eerder gepubliceerd~, eerder gepubliceerd op, wie het
    vorige deel, wie deel~, wie deel [0-9], als je het vorige deel, heb je deel, het vorige deel, het
    eerste deel~, het eerste deel (van (deze|dit)|staat|verscheen), dit is deel, dit is het eerste deel,
    dit artikel maakt deel uit, dit bericht maakt deel uit, deel 1~, let op:~, noot:~, update:~
  `),
  updates: list('update, aanvulling, aangevuld'),
  notes: list(`
    (aanvulling|correctie|rectificatie|noot|opmerking|let op):, noot van de (redactie|vertaler|vertaalster|schrijver|auteur),
    let op\\P{L}* (dit|deze) (artikel|verhaal|bericht|tekst|recensie) bevat, let op\\P{L}* spoilers?,
    (spoiler|trigger|inhouds)[ -]?(waarschuwing|alert|warning)
  `),
  more: list(`
    lees (meer|verder|het (hele|volledige)), (verder|meer) lezen
  `),
  rest: list(`
    naar het artikel, meer
  `),
  bylines: list(`
    door, geschreven door, geplaatst door, auteur:, tekst:, een bijdrage van
  `),
  datelines: list(`
    gepubliceerd op, gepubliceerd, geplaatst op, bijgewerkt op, laatst bijgewerkt, laatst gewijzigd, datum:
  `),
  credits: list(`
    foto:, foto's:, beeld:, afbeelding:, foto door~, foto van~, beeld van~, ©
  `),
  leaning: list(`
    maar, echter, en, of, dus, dan, toen, ook, dit(?! (jaar|weekend|seizoen|artikel|bericht|boek)), dat,
    deze(?! (week|maand|zomer|winter|ochtend|avond|gids)), een reden, die, het, hij, zij, ze, zijn, haar,
    hun, daarom, daarnaast, bovendien, bijvoorbeeld, toch, verder, tot slot, vervolgens, daarna
  `),
  elsewhere: list(`
    hier, hieronder, deze link, de website, onze website
  `),
};
