import type { Cues } from './cues.ts';
import { list } from './list.ts';

export const spanish: Cues = {
  language: 'es',
  stopWords: list(`
    de, la, que, el, en, y, a, los, se, del, las, un, por, con, no, una, su, para, es, al, lo, como, más, o,
    pero, sus, le, ha, me, si, sin, sobre, este, ya, entre, cuando, todo, esta, ser, son, dos, también, fue,
    había, era, muy, años, hasta, desde, está, mi, porque, qué, sólo, han, yo, hay, vez, puede, todos, así, nos,
    ni, parte, tiene, él, uno, donde, bien, tiempo, mismo, ese, ahora, cada, e, vida, otro, después, te, otros,
    aunque, esa, eso, hace
  `),
  abbreviations: list(`
    sr, sra, srta, dr, dra, d, dª, ud, uds, prof, av, avda, c, núm, pág, págs, etc, ej, p.ej, vol, ed,
    ee.uu, tel, art, cap, ene, feb, mar, abr, jun, jul, ago, sept, oct, nov, dic, pza, pl, depto, izq,
    dcha, cía, ing, lic, arq, sto, sta, apdo, tfno, máx, mín, admón, rdo, excmo, fig, vols, ee, ff, cc
  `),
  ordinalStop: false,
  calls: list(`
    compartir~, compartir (este|esta|en), comparte~, comparte (este|esta|en), compártelo, tuitear~,
    suscríbete, suscribirse~, suscríbase, síguenos, sígueme, regístrate, iniciar sesión~, imprimir~,
    publicidad~, haz clic, pulsa aquí, si te (ha gustado|gustó) (este|esta|el|la),
    (introduce|ingresa|escribe) tu (correo|e-?mail|dirección), (puedes|podéis)
    (escucharnos|seguirnos|encontrarnos|suscribirte) (en|a), para (más|mayor) información, me gusta
    cargando~, ver (este correo|este e-?mail) en (tu|el) navegador, darse de baja~, tu dirección de correo
    electrónico no será, si te ha gustado~, te (gustó|ha gustado) (este|esta|el|la), déjanos (un|tu)
    comentario,
    (un (cordial )?saludo y )?(muchas )?gracias (de antemano|por (leer|adelantado))
  `),
  signs: list(`
    índice~, contenido~, contenidos~, más información~, más información (en|aquí), ver también, véase
    también, lee también, te puede interesar, artículos relacionados, entradas relacionadas, etiquetas~,
    categorías~, (etiquetas|categorías|categoría):, publicado en~, entrada anterior, entrada siguiente,
    fuente:~, fuentes:~, deja un comentario, dejar un comentario, comentarios~, tiempo de lectura~, sobre
    (el autor|la autora):, las opiniones expresadas,
    estadísticas: (publicado|enviado) por, alojado en acast,
    (este|esta) (artículo|entrada|texto) (ha sido|fue) escrit[oa] por, noticia en desarrollo, te puede interesar, habrá ampliación
  `),
  furniture: list(`
    todos los derechos reservados, política de privacidad~, términos de uso~, (nuestra|nuestros) (política
    de privacidad|términos de uso), aceptar cookies, habilitar javascript, los comentarios están cerrados,
    haz clic aquí, suscríbete a, síguenos en, (apareció|aparece|se publicó) primero en, enlaces de
    afiliad[oa]s?
  `),
  pointers: list(`
    (este|esta) (artículo|entrada|texto|obra|post) (está|se publica|se distribuye) .*(licencia|creative
    commons), este artículo fue publicado, este artículo se publicó, esta entrada fue publicada, publicado
    originalmente, originalmente publicado, quienes se interesaron por la parte anterior, a quienes les
    interesó, si te perdiste, si no has leído~, si no has leído (la|el)
    (primera|primer|parte|artículo|entrada), la parte anterior, la primera parte~, la primera parte (de
    est[ea]|está|se publicó|fue publicada), la entrada anterior, esta es la primera parte, esta es la
    segunda parte, este artículo es parte, este artículo forma parte, esta entrada forma parte, parte 1~,
    nota:~, aviso:~, actualización:~
  `),
  updates: list('actualización, actualizado, actualizada, edición'),
  notes: list(`
    (edito|corrección|fe de erratas|nota|aviso|advertencia):,
    nota (del|de la|de) (traductor|traductora|autor|autora|editor|editora|redacción),
    (aviso|alerta|advertencia) (de )?(spoilers?|contenido), (atención|cuidado|ojo)\\P{L}* (contiene |con )?(los )?spoilers?,
    (este|esta) (artículo|entrada|texto|crítica|reseña) contiene (spoilers|enlaces de afiliado)
  `),
  more: list(`
    leer más, (seguir|sigue|continuar|continúa) leyendo, lee más
  `),
  rest: list(`
    ver más, leer artículo
  `),
  bylines: list(`
    por, escrito por, publicado por, autor:, autora:, redactado por
  `),
  datelines: list(`
    publicado el, publicado, actualizado el, actualizado, última actualización, última modificación, fecha:
  `),
  credits: list(`
    foto:, fotos:, fotografía:, imagen:, crédito:, créditos:, foto de~, fotografía de~, imagen de~, ©
  `),
  leaning: list(`
    pero, sin embargo, no obstante, y, o, entonces, también, esto, eso, este(?!
    (año|mes|verano|invierno|artículo|post|libro|fin de semana)), esta(?!
    (semana|mañana|tarde|noche|temporada|entrada|guía)), una razón, una de las razones, estos, estas, ese,
    esa, él, ella, ellos, ellas, su, sus, además, por ejemplo, por eso, por lo tanto, así, luego, después,
    finalmente, en cambio
  `),
  elsewhere: list(`
    aquí, abajo, a continuación, este enlace, el enlace, la web, nuestra web
  `),
};
