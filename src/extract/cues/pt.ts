import type { Cues } from './cues.ts';
import { list } from './list.ts';

export const portuguese: Cues = {
  language: 'pt',
  stopWords: list(`
    de, a, o, que, e, do, da, em, um, para, é, com, não, uma, os, no, se, na, por, mais, as, dos, como, mas,
    foi, ao, ele, das, tem, à, seu, sua, ou, ser, quando, muito, há, nos, já, está, eu, também, só, pelo, pela,
    até, isso, ela, entre, era, depois, sem, mesmo, aos, ter, seus, quem, nas, me, esse, eles, estão, você,
    tinha, foram, essa, num, nem, suas, meu, às, minha, têm, numa, pelos, elas, havia, seja, qual, será, nós,
    tenho, lhe, deles, são
  `),
  abbreviations: list(`
    sr, sra, srta, dr, dra, d, prof, profa, av, r, n, nº, pág, págs, etc, ex, p.ex, vol, ed, eua, tel, art,
    cap, jan, fev, mar, abr, mai, jun, jul, ago, set, out, nov, dez, ltda, eng, arq, pça, pç, fig, exmo,
    depto, min, máx, mín, sto, sta
  `),
  ordinalStop: false,
  calls: list(`
    compartilhe~, compartilhe (este|esta|em|no|nas), compartilhar~, partilhar~, partilhe~, partilhe
    (este|esta|em|no), tweetar~, assine~, assine (a|o|nossa|nosso), inscreva-se, subscreva, siga-nos,
    siga-me, siga o~, siga o blog, curta~, curta (a|nossa|o) página, entrar~, cadastre-se, imprimir~,
    publicidade~, clique aqui, se (você )?(gostou|gostaste) (deste|desta|do|da), (digite|insira|informe) (o
    )?seu (e-?mail|endereço), para (mais|maiores) informações, curtir carregando~, ver (este e-?mail )?no
    navegador, cancelar (a )?inscrição~, o seu endereço de e-?mail não será, gostou (deste|desta|do|da)
    (artigo|post|texto|vídeo|episódio), siga a gente, receba (nossas|as) (notícias|novidades), deixe nos
    comentários,
    (muito )?obrigad[oa] (desde já|pela atenção)
  `),
  signs: list(`
    índice~, conteúdo~, sumário~, saiba mais, veja também, leia também, artigos relacionados, posts
    relacionados, etiquetas~, tags~, categorias~, (etiquetas|tags|categorias|categoria):, publicado em~,
    post anterior, próximo post, fonte:~, fontes:~, deixe um comentário, deixe o seu comentário, deixe seu
    comentário, comentários~, comente~, tempo de leitura~, as opiniões expressas,
    estatísticas: (enviado|publicado|postado) por, hospedado (por|em) acast,
    este (artigo|texto|post) foi escrito por, matéria em atualização
  `),
  furniture: list(`
    todos os direitos reservados, política de privacidade~, termos de uso~, (nossa|nossos) (política de
    privacidade|termos de uso), aceitar cookies, habilitar javascript, os comentários estão fechados, clique
    aqui, assine a newsletter, inscreva-se no canal, siga-nos no, (apareceu|aparece) primeiro (em|no|na)
  `),
  pointers: list(`
    (este|esta) (artigo|post|texto|obra) está .*(licença|licenciad[oa]|creative commons), este artigo foi
    publicado, este post foi publicado, publicado originalmente, originalmente publicado, quem se
    interessou pela parte anterior, se você perdeu, se ainda não leu, a parte anterior, a primeira parte~,
    a primeira parte (dest[ae]|está|foi publicada), o artigo anterior, o post anterior, esta é a primeira
    parte, esta é a segunda parte, este artigo faz parte, este post faz parte, parte 1~, nota:~, aviso:~,
    atualização:~
  `),
  updates: list('atualização, actualização, atualizado, actualizado, edição'),
  notes: list(`
    (errata|correção|correcção|nota|aviso):, nota (do|da) (tradutor|tradutora|autor|autora|editor|editora|redação),
    (aviso|alerta) (de )?(conteúdo|gatilho|spoilers?), (atenção|cuidado)\\P{L}* (contém |com )?(os )?spoilers?,
    (este|esta) (artigo|texto|resenha|crítica|post) contém (spoilers|links de afiliado)
  `),
  more: list(`
    (leia|ler) mais, (continue|continuar) (lendo|a ler), leia o artigo
  `),
  rest: list(`
    ver mais
  `),
  bylines: list(`
    por, escrito por, publicado por, postado por, autor:, autora:
  `),
  datelines: list(`
    publicado em, publicado, postado em, atualizado em, atualizado, última atualização, data:
  `),
  credits: list(`
    foto:, fotos:, imagem:, crédito:, créditos:, foto de~, foto por~, imagem de~, divulgação~, ©
  `),
  leaning: list(`
    mas, porém, contudo, no entanto, e, ou, então, também, isso, isto, este(?!
    (ano|mês|verão|inverno|artigo|post|livro)), esta(?! (semana|manhã|tarde|noite)), uma razão, uma das
    razões, estes, estas, esse, essa, ele, ela, eles, elas, seu, sua, além disso, por exemplo, por isso,
    portanto, assim, depois, finalmente
  `),
  elsewhere: list(`
    aqui, abaixo, a seguir, este link, o link, no site
  `),
};
