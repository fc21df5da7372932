import type { Cues } from './cues.ts';
import { list } from './list.ts';

export const german: Cues = {
  language: 'de',
  stopWords: list(`
    der, die, das, und, in, den, von, zu, mit, ist, des, sich, ein, eine, nicht, auf, für, im, dem, es, auch,
    als, an, er, sie, wir, ich, ihr, hat, dass, wird, bei, sind, aus, am, einen, einem, einer, eines, nach, um,
    werden, wie, oder, über, so, zum, zur, kann, haben, noch, nur, durch, man, aber, vor, bis, mehr, war, wurde,
    wenn, sein, diese, dieser, dieses, unter, gibt, schon, uns, alle, kein, keine, mich, mir
  `),
  abbreviations: list(`
    dr, prof, hr, fr, frl, nr, str, bzw, ca, z.b, d.h, u.a, u.ä, o.ä, s.o, s.u, z.t, i.d.r, v.a, usw, etc,
    evtl, ggf, inkl, exkl, max, min, mind, mio, mrd, tel, vgl, sog, bspw, abb, abs, art, st, jan, feb, apr,
    jun, jul, aug, sept, okt, nov, dez, geb, gest, jh, erm, zzgl, einschl, bzgl, lt, tsd, hrsg, dipl,
    ing, med, phil, jur, rer, nat, habil, hl, anm, kap, bd, allg, urspr, inh, vors
  `),
  ordinalStop: true,
  calls: list(`
    teilen~, teile diesen, teile den, teilen sie (diesen|den|ihn), weitersagen~, twittern~, abonnieren~,
    abonnieren sie, abonniere, newsletter~, melde dich, melden sie sich, jetzt anmelden, anmelden~,
    einloggen~, folge uns, folgt uns, folgen sie uns, folge mir, drucken~, anzeige~, werbung~, hier
    klicken, klicken sie, wenn (dir|euch|ihnen) (der|dieser|das|die|mein|unser)
    (artikel|beitrag|text|post|folge) gefallen, (gib|geben sie) (deine|ihre) e-?mail, lesen sie
    (hier|weiter), lies hier, für (mehr|weitere) informationen (besuche|siehe|klicke), gefällt mir (wird
    geladen|lädt)~, im browser (ansehen|öffnen|anzeigen), newsletter abbestellen~, deine e-mail-adresse
    wird nicht, als amazon-partner, hat (dir|ihnen|euch) (der|dieser|das|die) .* gefallen,
    (vielen |besten )?dank(e)? (im voraus|schon ?mal),
    diese e-?mail (enthält|kann|ist) .*(vertraulich|bestimmt), um (dieses video|diesen inhalt|diese inhalte|das video) .*(cookies|zustimm|akzeptier|einwillig)\\p{L}*
  `),
  signs: list(`
    inhaltsverzeichnis, inhalt~, mehr erfahren~, siehe auch, lesen sie auch, lies auch, mehr zum thema,
    ähnliche artikel, ähnliche beiträge, verwandte artikel, das könnte~, das könnte (dich|euch|sie) (auch
    )?interessieren, schlagwörter~, schlagworte~, tags:, kategorie~, kategorien~,
    (kategorie|kategorien|schlagwörter|schlagworte):, veröffentlicht in~, vorheriger (beitrag|artikel),
    nächster (beitrag|artikel), vorheriger~, nächster~, quelle:~, quellen:~, kommentar schreiben, kommentar
    hinterlassen, kommentieren~, kommentare~, schreibe einen kommentar, lesezeit~, über (den autor|die
    autorin):, die meinungen? in diesem,
    statistik: (verfasst|geschrieben) von,
    dieser (beitrag|artikel|text|gastbeitrag) (wurde|ist) von .* (geschrieben|verfasst), (dieser (artikel|beitrag)
    )?wird (laufend|fortlaufend) aktualisiert
  `),
  furniture: list(`
    alle rechte vorbehalten, datenschutzerklärung~, nutzungsbedingungen~, unsere[rn]?
    (datenschutzerklärung|nutzungsbedingungen), cookies akzeptieren, javascript aktivieren, kommentare sind
    geschlossen, klicken sie hier, hier klicken, newsletter abonnieren, folgt uns auf, folgen sie uns auf,
    erschien zuerst (auf|bei), abonnieren sie unseren, abonniere unseren, affiliate-links?
  `),
  pointers: list(`
    (dieser|dieses|der) (beitrag|artikel|text|werk|inhalt) (steht|ist|wird|wurde) .*(cc|creative
    commons|lizenz|lizenziert), dieser beitrag erschien, dieser artikel erschien, dieser beitrag wurde,
    dieser artikel wurde zuerst, ursprünglich erschienen~, zuerst erschienen~, zuerst veröffentlicht~,
    (ursprünglich|zuerst) (erschienen|veröffentlicht) (auf|bei), wer den vorigen teil, wer den ersten teil,
    wer den letzten teil, wer teil [0-9], wer teil~, den ersten teil~, den ersten teil
    (dieser|der|meiner|unserer) (serie|reihe), der vorige teil, der erste teil~, der erste teil
    (dieser|der|meiner|unserer) (serie|reihe), hier geht es zu teil, hier geht es zum, hier geht's zu, dies
    ist teil, dies ist der~, dies ist der (erste|zweite|dritte|vierte|letzte) (teil|beitrag|artikel),
    dieser artikel ist teil, dieser beitrag ist teil, teil 1~, teil 2~, teil [0-9]+
    (dieser|der|meiner|unserer) (serie|reihe), hinweis:~, anmerkung:~, update:~, nachtrag:~
  `),
  updates: list('update, nachtrag, aktualisierung, aktualisiert, edit, ergänzung'),
  notes: list(`
    (nachtrag|korrektur|berichtigung|hinweis|anmerkung|vorbemerkung|transparenzhinweis|haftungsausschluss):,
    (hinweis|anmerkung|vorbemerkung) (der|des) (redaktion|autors|autorin|übersetzers|übersetzerin),
    (trigger|inhalts|content|spoiler)[ -]?(warnung|hinweis|warning)e?n?, (achtung|vorsicht|enthält)\\P{L}* spoiler,
    (dieser|der folgende) (text|artikel|beitrag) enthält (spoiler|affiliate|werbung|produktplatzierung),
    (anzeige|werbung)[\\]:]
  `),
  more: list(`
    weiterlesen, mehr lesen, lesen sie mehr, lies weiter
  `),
  rest: list(`
    zum (artikel|beitrag), (den )?ganzen? artikel( lesen)?, mehr
  `),
  bylines: list(`
    von, geschrieben von, verfasst von, veröffentlicht von, autor:, autorin:, ein beitrag von, ein gastbeitrag
    von
  `),
  datelines: list(`
    veröffentlicht am, veröffentlicht, publiziert am, aktualisiert am, aktualisiert, stand:, geschrieben am,
    erstellt am, datum:
  `),
  credits: list(`
    foto:, fotos:, bild:, bilder:, bildquelle, bildnachweis, fotocredit, foto von~, bild von~, quelle: dpa,
    ©
  `),
  leaning: list(`
    aber, doch, jedoch, und, oder, dann, also, dies, das, diese(?!
    (woche|saison|seite|folge|ausgabe|anleitung)), dieser(?! (beitrag|artikel|text)), dieses(?!
    (jahr|wochenende|buch)), ein grund, es, er, sie, sein, seine, ihr, ihre, deshalb, daher, darum,
    außerdem, zudem, allerdings, dennoch, trotzdem, zum beispiel, so, dabei, damit, dazu, dafür,
    schließlich, danach
  `),
  elsewhere: list(`
    hier, unten, diesem link, unserer webseite, der webseite
  `),
};
