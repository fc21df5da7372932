import type { Cues } from './cues.ts';
import { list } from './list.ts';

export const italian: Cues = {
  language: 'it',
  stopWords: list(`
    di, e, il, la, che, in, a, per, un, è, del, non, si, con, una, le, della, i, da, al, sono, come, più, alla,
    dei, nel, anche, gli, lo, delle, ha, ma, dal, se, su, questo, o, dalla, mi, ci, ed, hanno, essere, quello,
    ho, questa, cui, tra, nella, alle, degli, io, ai, sul, loro, stato, molto, era, suo, fra, due, ogni, quando,
    tutti, tutto, così, dove, perché, fatto, poi, solo, sia, noi, ancora, dopo, prima, può, c'è
  `),
  abbreviations: list(`
    sig, sigg, sig.ra, dott, dott.ssa, prof, prof.ssa, ing, avv, arch, on, es, ecc, p.es, pag, pagg, vol,
    cap, art, n, nr, tel, ca, gen, feb, mar, apr, mag, giu, lug, ago, set, sett, ott, nov, dic, s.p.a,
    s.r.l, geom, mons, p.zza, v.le, c.so, cfr, s, ss, fig
  `),
  ordinalStop: false,
  calls: list(`
    condividi~, condividi (questo|questa|su|l'articolo), condividere~, tweet~, iscriviti, abbonati~,
    abbonati (a|al|alla), seguici, seguimi, accedi~, registrati~, stampa~, pubblicità~, clicca qui, se
    (ti|vi) è piaciut[oa] (questo|questa|il|la|l'), (inserisci|scrivi) (la tua e-?mail|il tuo indirizzo),
    per (maggiori|ulteriori|altre) informazioni, per saperne di più, mi piace caricamento~,
    (visualizza|leggi) (questa e-?mail )?(nel|sul) browser, disiscriviti~, il tuo indirizzo e-?mail non
    sarà, ti è piaciut[oa] (questo|quest'|questa|l'), condividil[oa] (con|su), seguiteci, iscrivetevi
    (alla|al),
    grazie (in anticipo|mille in anticipo)
  `),
  signs: list(`
    indice~, sommario~, contenuti~, scopri di più, maggiori informazioni~, maggiori informazioni (su|qui),
    vedi anche, leggi anche, ti potrebbe interessare, potrebbe interessarti, articoli correlati, articoli
    simili, tag:, tags:, etichette~, categorie~, (etichette|categorie|categoria):, pubblicato in~, articolo
    precedente, articolo successivo, fonte:~, fonti:~, lascia un commento, commenti~, commenta~, tempo di
    lettura~, le opinioni espresse,
    statistiche: (inviato|scritto|postato) da, ospitato da acast,
    questo (articolo|post) è stato scritto da, notizia in aggiornamento, (articolo )?in aggiornamento~
  `),
  furniture: list(`
    tutti i diritti riservati, informativa sulla privacy~, termini di servizio~, (nostra|nostri)
    (informativa sulla privacy|termini di servizio), accetta i cookie, abilita javascript, i commenti sono
    chiusi, clicca qui per, iscriviti alla newsletter, seguici su, (l'articolo|il post) .* proviene da,
    riproduzione riservata, link di affiliazione
  `),
  pointers: list(`
    (questo|quest'|questa) ?(articolo|post|testo|opera) è .*(licenza|creative commons), questo articolo è
    apparso, questo articolo è stato pubblicato, questo post è apparso, pubblicato originariamente,
    originariamente pubblicato, chi è interessato alla parte precedente, chi si è perso, se vi siete persi,
    se ti sei perso, la parte precedente, la prima parte~, la prima parte (di quest[oa]|si trova|è
    (qui|stata pubblicata)), l'articolo precedente, questa è la prima parte, questa è la seconda parte,
    questo articolo fa parte, questo post fa parte, parte 1~, nota:~, aggiornamento:~
  `),
  updates: list('aggiornamento, aggiornato, modifica'),
  notes: list(`
    (nota|avviso|avvertenza|correzione|errata corrige|rettifica):,
    nota (del|della|dell'|di) ?(traduttore|traduttrice|autore|autrice|redazione|redattore|curatore),
    (attenzione|allerta)\\P{L}* (contiene )?(possibili )?spoiler, (questo articolo|questo post|la recensione) contiene (spoiler|link affiliati)
  `),
  more: list(`
    leggi (tutto|di più|il resto|l'articolo), continua a leggere, continua la lettura
  `),
  rest: list(`
    continua, vai all'articolo
  `),
  bylines: list(`
    di, scritto da, pubblicato da, a cura di, autore:, autrice:, inserito da, postato da
  `),
  datelines: list(`
    pubblicato il, pubblicato, aggiornato il, aggiornato, ultimo aggiornamento, ultima modifica, data:, inserito
    il
  `),
  credits: list(`
    foto:, foto di~, immagine:, immagine di~, crediti:, credit:, fotografia di~, ©
  `),
  leaning: list(`
    ma, però, tuttavia, e, o, poi, quindi, inoltre, anche, questo(?! (mese|fine|articolo|post|libro)),
    questa(?! (settimana|mattina|sera|estate|guida)), una ragione, uno dei motivi, questi, queste, quello,
    quella, egli, lui, lei, loro, suo, sua, per esempio, ad esempio, infatti, così, infine, invece,
    pertanto, dunque
  `),
  elsewhere: list(`
    qui, sotto, di seguito, questo link, il link, sul sito, sito ufficiale
  `),
};
