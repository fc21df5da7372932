import type { Cues } from './cues.ts';
import { list } from './list.ts';

export const french: Cues = {
  language: 'fr',
  stopWords: list(`
    le, la, les, de, des, du, un, une, et, à, en, est, que, qui, dans, pour, sur, au, aux, avec, par, pas, plus,
    ce, ces, cette, se, son, sa, ses, il, elle, on, nous, vous, ils, elles, je, ne, mais, ou, où, comme, tout,
    tous, été, être, sont, a, ont, leur, leurs, avait, était, fait, faire, si, même, aussi, très, bien, sans,
    peut, après, entre, deux, donc, dont, cela, ça, y, c'est, d'un, d'une, qu'il, n'est, l'on, j'ai
  `),
  abbreviations: list(`
    m, mm, mme, mlle, me, dr, pr, st, ste, av, bd, etc, cf, p.ex, ex, env, hab, vol, éd, p, pp, art, al,
    janv, févr, juil, sept, oct, nov, déc, tél, n°, mmes, mlles, mgr, boul, bât, chap, fig, réf, coll, dir,
    cie, adj
  `),
  ordinalStop: false,
  calls: list(`
    partager~, partager (cet|ce|sur|l'article), partagez, partage~, tweeter~, abonnez-vous, s'abonner~,
    inscrivez-vous à la newsletter, inscrivez-vous à notre, suivez-nous, suivez-moi, rejoignez-nous sur,
    retrouvez-nous sur, se connecter~, imprimer~, envoyer par~, publicité~, cliquez ici, si (cet article|ce
    billet|ce texte|cet épisode) vous a plu, si vous (aimez|avez aimé) (cet|cette|ce|la|le|l'),
    (entrez|saisissez|indiquez) votre (adresse|e-?mail|courriel), pour (en savoir plus|plus
    d'informations?), j'aime chargement~, (voir|lire|consulter) (cet e-?mail|cette newsletter|la version en
    ligne), se désabonner~, se désinscrire~, votre adresse (e-?mail|de messagerie) ne sera pas, vous avez
    aimé (cet|ce|cette), en tant que partenaire amazon,
    merci (d'avance|par avance),
    pour (voir|regarder|afficher) (cette vidéo|ce contenu|la vidéo) .*(cookies|accept)\\p{L}*
  `),
  signs: list(`
    sommaire~, table des matières, en savoir plus~, voir aussi, à lire aussi, lire aussi, articles
    similaires, articles liés, dans la même rubrique, sur le même sujet, tags :, tags:, mots-clés~,
    étiquettes~, catégories~, (mots-clés|étiquettes|catégories|catégorie) ?:, classé dans~, article
    précédent, article suivant, source :~, sources :~, laisser un commentaire, laissez un commentaire,
    commentaires~, commenter~, temps de lecture, à propos de l'auteur ?:, à propos de l'autrice ?:, les
    opinions exprimées,
    statistiques ?: (publié|posté|écrit) par, hébergé par (acast|ausha),
    (cet article|ce billet|ce texte) a été (écrit|rédigé) par, publié (aujourd'hui|hier) à, plus d'informations à venir
  `),
  furniture: list(`
    tous droits réservés, mentions légales~, politique de confidentialité~, (nos|notre) (mentions
    légales|politique de confidentialité), accepter les cookies, activer javascript, les commentaires sont
    fermés, abonnez-vous à, suivez-nous sur, cliquez ici pour, cliquez sur~, cliquez sur (l'image|la
    photo|le lien), est apparu en premier sur, liens affiliés, liens d'affiliation, vous pouvez (aussi
    |également )?(vous abonner|nous suivre|me suivre|nous soutenir|me soutenir)
  `),
  pointers: list(`
    (ce|cet|cette) (billet|article|texte|œuvre) est .*(sous licence|licence creative commons|licence cc),
    ce billet a été publié, cet article a été publié, cet article est d'abord paru, article initialement
    publié, article publié initialement, billet initialement publié, initialement publié~, initialement
    publié sur, ceux que la partie précédente, pour ceux qui ont manqué, si vous avez manqué, si vous
    n'avez pas lu, voir la partie précédente, la partie précédente, le billet précédent, l'article
    précédent, suite de~, suite de (notre|mon|l'article|la série), ceci est la suite, cet article fait
    partie, ce billet fait partie, date de publication, première partie~, deuxième partie~, note :~, mise à
    jour~, avertissement :~, ndlr
  `),
  updates: list('mise à jour, mis à jour, màj, maj, édit, ajout'),
  notes: list(`
    (édit|edit|ajout|addendum|correctif|erratum|rectificatif|note|nota bene|nb|avertissement) ?:,
    note (de la rédaction|du traducteur|de la traductrice|de l'auteur|de l'autrice|de l'auteure|de l'éditeur), (ndlr|ndt),
    (attention|alerte)\\P{L}* (aux? )?(spoil\\p{L}*|divulgâch\\p{L}+),
    (cet article|ce billet|ce texte|cette critique) (contient|comporte) .*(spoil\\p{L}*|divulgâch\\p{L}+|liens affiliés)
  `),
  more: list(`
    lire (la suite|plus|l'article|le billet), continuer la lecture, voir la suite
  `),
  rest: list(`
    la suite, suite
  `),
  bylines: list(`
    par, publié par, écrit par, rédigé par, posté par, proposé par, auteur :, propos recueillis par
  `),
  datelines: list(`
    publié le, publié, posté le, mis à jour le, mis en ligne le, mise à jour, modifié le, rédigé le, date :
  `),
  credits: list(`
    crédit photo, crédits photo, crédit :, crédits :, photo :, photo par~, photos par~, image :,
    illustration :, ©
  `),
  leaning: list(`
    mais, cependant, toutefois, et, ou, donc, alors, puis, ensuite, ainsi, cela, ceci, ça, ce(?!
    (mois|matin|soir|printemps|billet|livre|guide|tutoriel)), cette(?!
    (semaine|année|saison|nuit|page|série)), cet(?! (article|été|automne|hiver)), une (des )?raisons?,
    l'une des raisons, ces, il, elle, ils, elles, son, sa, ses, leur, leurs, par exemple, en effet, de
    plus, en outre, par ailleurs, enfin, pourtant, c'est, c'était
  `),
  elsewhere: list(`
    ici, ci-dessous, plus bas, ce lien, le lien, le site, notre site
  `),
};
