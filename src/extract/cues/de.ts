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
    dr, prof, hr, fr, frl, nr, str, bzw, ca, z.b, d.h, u.a, u.ä, o.ä, s.o, s.u, z.t, i.d.r, v.a, usw, etc, evtl,
    ggf, inkl, exkl, max, min, mind, mio, mrd, tel, vgl, sog, bspw, abb, abs, art, st, jan, feb, apr, jun, jul,
    aug, sept, okt, nov, dez, geb, gest, jh
  `),
  ordinalStop: true,
  calls: list(`
    teilen, teile diesen, teile den, weitersagen, twittern, abonnieren, abonniere, newsletter, melde dich,
    melden sie sich, jetzt anmelden, anmelden, einloggen, folge uns, folgt uns, folgen sie uns, folge mir,
    drucken, anzeige, werbung, hier klicken, klicken sie
  `),
  signs: list(`
    inhaltsverzeichnis, inhalt, mehr erfahren, siehe auch, lesen sie auch, lies auch, mehr zum thema, ähnliche
    artikel, ähnliche beiträge, verwandte artikel, das könnte, schlagwörter, schlagworte, tags:, kategorie,
    kategorien, veröffentlicht in, vorheriger, nächster, quelle:, quellen:, kommentar schreiben, kommentar
    hinterlassen, kommentieren, kommentare, schreibe einen kommentar
  `),
  furniture: list(`
    alle rechte vorbehalten, datenschutzerklärung, nutzungsbedingungen, cookies akzeptieren, javascript
    aktivieren, kommentare sind geschlossen, klicken sie hier, hier klicken, newsletter abonnieren, folgt uns
    auf, folgen sie uns auf
  `),
  pointers: list(`
    dieser beitrag erschien, dieser artikel erschien, dieser beitrag wurde, dieser artikel wurde zuerst,
    ursprünglich erschienen, zuerst erschienen, zuerst veröffentlicht, wer den vorigen teil, wer den ersten
    teil, wer den letzten teil, wer teil, den ersten teil, der vorige teil, der erste teil, hier geht es zu
    teil, hier geht es zum, hier geht's zu, dies ist teil, dies ist der, dieser artikel ist teil, dieser beitrag
    ist teil, teil 1, teil 2, hinweis:, anmerkung:, update:, nachtrag:
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
    foto:, fotos:, bild:, bilder:, bildquelle, bildnachweis, fotocredit, foto von, bild von, quelle: dpa, ©
  `),
  leaning: list(`
    aber, doch, jedoch, und, oder, dann, also, dies, das, diese, dieser, dieses, es, er, sie, sein, seine, ihr,
    ihre, deshalb, daher, darum, außerdem, zudem, allerdings, dennoch, trotzdem, zum beispiel, so, dabei, damit,
    dazu, dafür, schließlich, danach
  `),
  elsewhere: list(`
    hier, unten, diesem link, unserer webseite, der webseite
  `),
};
