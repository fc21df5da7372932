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
    sig, sigg, sig.ra, dott, dott.ssa, prof, prof.ssa, ing, avv, arch, on, es, ecc, p.es, pag, pagg, vol, cap,
    art, n, nr, tel, ca, gen, feb, mar, apr, mag, giu, lug, ago, set, sett, ott, nov, dic, s.p.a, s.r.l
  `),
  ordinalStop: false,
  calls: list(`
    condividi, condividere, tweet, iscriviti, abbonati, seguici, seguimi, accedi, registrati, stampa,
    pubblicità, clicca qui
  `),
  signs: list(`
    indice, sommario, contenuti, scopri di più, maggiori informazioni, vedi anche, leggi anche, ti potrebbe
    interessare, potrebbe interessarti, articoli correlati, articoli simili, tag:, tags:, etichette, categorie,
    categoria:, pubblicato in, articolo precedente, articolo successivo, fonte:, fonti:, lascia un commento,
    commenti, commenta
  `),
  furniture: list(`
    tutti i diritti riservati, informativa sulla privacy, termini di servizio, accetta i cookie, abilita
    javascript, i commenti sono chiusi, clicca qui per, iscriviti alla newsletter, seguici su
  `),
  pointers: list(`
    questo articolo è apparso, questo articolo è stato pubblicato, questo post è apparso, pubblicato
    originariamente, originariamente pubblicato, chi è interessato alla parte precedente, chi si è perso, se vi
    siete persi, se ti sei perso, la parte precedente, la prima parte, l'articolo precedente, questa è la prima
    parte, questa è la seconda parte, questo articolo fa parte, questo post fa parte, parte 1, nota:,
    aggiornamento:
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
    foto:, foto di, immagine:, immagine di, crediti:, credit:, fotografia di, ©
  `),
  leaning: list(`
    ma, però, tuttavia, e, o, poi, quindi, inoltre, anche, questo, questa, questi, queste, quello, quella, egli,
    lui, lei, loro, suo, sua, per esempio, ad esempio, infatti, così, infine, invece, pertanto, dunque
  `),
  elsewhere: list(`
    qui, sotto, di seguito, questo link, il link, sul sito, sito ufficiale
  `),
};
