import type { Cues } from './cues.ts';
import { list } from './list.ts';

type Known = 'calls' | 'signs' | 'furniture' | 'pointers' | 'notes' | 'more' | 'credits';

const NONE: Omit<Cues, 'language'> = {
  stopWords: [],
  abbreviations: [],
  ordinalStop: false,
  calls: [],
  signs: [],
  furniture: [],
  pointers: [],
  updates: [],
  notes: [],
  more: [],
  rest: [],
  bylines: [],
  datelines: [],
  credits: [],
  leaning: [],
  elsewhere: [],
};

/**
 * What blogging programs and their users put around texts in languages whose prose is not known further, by their
 * subtags. Where words have no spaces between them, a cue goes on to the line's end.
 */
const BRIEF: Readonly<Record<string, Partial<Pick<Cues, Known>>>> = {
  ar: {
    calls: list(
      `شارك~, شارك (هذا|هذه|المقال|الموضوع|على), اشترك (في|الآن), تابعنا, تابعونا, اضغط هنا, لا تنس(وا|ى)? (الاشتراك|مشاركة)`,
    ),
    signs: list(`اقرأ (أيضا|أيضًا|ايضا), شاهد (أيضا|أيضًا), (مواضيع|مقالات) ذات صلة, المصدر:~, الوسوم:, المحتويات~`),
    furniture: list('(جميع|كل) الحقوق محفوظة'),
    pointers: list('ظهرت المقالة .* أولا'),
    more: list('أكمل القراءة, اقرأ المزيد, تابع القراءة'),
    notes: list(`(تحديث|تنويه|ملاحظة|تصحيح):`),
  },
  'cs sk': {
    calls: list(`sdílet~, sdílejte, zdieľať~, zdieľajte, odebírejte, přihlaste se k odběru, prihláste sa na odber,
      sledujte nás, sledujte mě, vaše e-?mailová adresa nebude, líbil se (vám|ti) (článek|příspěvek), pokud se (vám|ti) .* líbil`),
    signs: list(`čtěte také, čítajte (aj|tiež), přečtěte si (také|i), prečítajte si (aj|tiež), související
      (články|příspěvky), súvisiace články, mohlo by vás zajímat, obsah~, štítky:, kategorie:, rubrika:, autor(ka)?:~, zdroj:~`),
    furniture: list('všechna práva vyhrazena, všetky práva vyhradené'),
    more: list('číst (dál|dále|více), čítať (ďalej|viac), celý článek, pokračovat ve čtení'),
    credits: list('foto:, zdroj foto'),
    notes: list(
      `(aktualizace|aktualizácia|oprava|doplnění|poznámka|upozornění):, (pozor|varování)\\P{L}* spoiler\\p{L}*, poznámka (překladatele|redakce|autora|prekladateľa)`,
    ),
  },
  'da nb nn no': {
    calls: list(`del (dette|denne|indlægget|innlegget|på), følg (os|oss|mig|meg) på, abonner~, tilmeld dig
      (vores|mit|nyhedsbrev), meld deg på (vårt|nyhetsbrev)`),
    signs: list(`læs også, les også, se også, relaterede (indlæg|artikler), relaterte (innlegg|artikler), indhold~,
      innhold~, kategori:, kilde:~`),
    furniture: list('alle rettigheder forbeholdes, alle rettigheter reservert'),
    more: list('læs (mere|videre|hele), les (mer|videre|hele), fortsæt med at læse, fortsett å lese'),
    credits: list('foto:'),
    notes: list(`(rettelse|tilføjelse|merk|bemærk):, (spoiler|trigger)[ -]?(advarsel|varsel|alarm)`),
  },
  el: {
    calls: list(`κοινοποίηση~, κοινοποιήστε, μοιραστείτε (το|αυτό), ακολουθήστε (μας|με), εγγραφείτε (στο|στη)`),
    signs: list(`διαβάστε (επίσης|ακόμη|ακόμα), δείτε (επίσης|ακόμη), σχετικά (άρθρα|θέματα), πηγή:~, ετικέτες:`),
    furniture: list('με επιφύλαξη παντός δικαιώματος'),
    pointers: list('το άρθρο .* εμφανίστηκε (πρώτα|για πρώτη φορά)'),
    more: list('διαβάστε περισσότερα, συνεχίστε την ανάγνωση'),
    credits: list('φωτογραφία:, φωτογραφίες:'),
    notes: list(`(ενημέρωση|διόρθωση|σημείωση):, (προσοχή|προειδοποίηση)\\P{L}* spoilers?`),
  },
  fa: {
    calls: list('اشتراک.گذاری~, به اشتراک بگذارید, ما را دنبال کنید, عضو (کانال|خبرنامه)'),
    signs: list('مطالب مرتبط, همچنین بخوانید, بیشتر بخوانید, منبع:~, برچسب.ها:'),
    furniture: list('(تمامی|تمام|کلیه) حقوق .* محفوظ است'),
    pointers: list('نوشته .* اولین بار در'),
    more: list('ادامه (مطلب|خواندن|نوشته)'),
    credits: list('عکس:'),
  },
  fi: {
    calls: list('jaa (tämä|artikkeli|kirjoitus), jaa:~, seuraa (meitä|minua), tilaa (uutiskirje|blogi), tykkää~'),
    signs: list('lue myös, katso myös, avainsanat:, sisällys~, lähde:~, lähteet:~'),
    furniture: list('kaikki oikeudet pidätetään'),
    more: list('lue (lisää|loput|koko), jatka lukemista'),
    credits: list('kuva:, kuvat:'),
    notes: list(`(päivitys|korjaus|huom|huomio):, (spoileri|sisältö)varoitus`),
  },
  he: {
    calls: list('שתפו~, שתפו את, שתף~, הירשמו לניוזלטר, הרשמו לניוזלטר, עקבו אחרינו'),
    signs: list('קראו גם, ראו גם, כתבות נוספות, תגיות:, מקור:~'),
    furniture: list('כל הזכויות שמורות'),
    pointers: list('(הפוסט|הרשומה) .* (הופיע|הופיעה) לראשונה'),
    more: list('להמשך (ה)?קריאה, המשך (ה)?קריאה, קרא(ו)? עוד'),
    credits: list('צילום:'),
    notes: list(`(עדכון|הבהרה|תיקון):, הערת (המערכת|המתרגם|העורך), אזהרת (טריגר|ספוילר\\p{L}*)`),
  },
  'hi mr ne': {
    calls: list('शेयर करें~, इसे शेयर करें, इसे साझा करें, (हमें )?(फॉलो|सब्सक्राइब) करें'),
    signs: list('(यह|ये) भी पढ़ें, संबंधित (लेख|खबरें), स्रोत:~'),
    furniture: list('सर्वाधिकार सुरक्षित'),
    more: list('(आगे|और|पूरा) पढ़ें'),
    credits: list('फोटो:'),
  },
  hu: {
    calls: list(`oszd meg~, oszd meg (ezt|a|az|te is), megosztás~, iratkozz fel, iratkozzon fel, kövess
      (minket|engem), kövessen minket`),
    signs: list('olvasd el (ezt )?is, olvassa el (ezt )?is, kapcsolódó (cikkek|bejegyzések), címkék:, forrás:~'),
    furniture: list('minden jog fenntartva, bejegyzés először'),
    more: list('olvass tovább, tovább olvasom, tovább a cikkre'),
    credits: list('fotó:, kép:'),
  },
  'id ms': {
    calls: list('bagikan~, bagikan (ini|artikel), ikuti (kami|saya), berlangganan~'),
    signs: list('baca juga, lihat juga, artikel terkait, daftar isi, sumber:~'),
    furniture: list('hak cipta dilindungi'),
    pointers: list('(postingan|artikel) .* (pertama kali|lebih awal) (tampil|muncul|di)'),
    more: list('baca selengkapnya, lanjutkan membaca'),
  },
  ja: {
    calls: list(`この記事を(シェア|共有|ツイート).*, シェアする~, よろしければ.*(フォロー|シェア|いいね|登録|応援).*,
      フォロー(お願い|して).*, この記事が気に入ったら.*, いいね[!！]?$, チャンネル登録.*, (来週|次回|今後|引き続き)も?.*よろしくお願い.*,
      メールアドレスが公開される.*, (最後|ここ)まで(お読み|読んで|ご覧).*(ありがとう|感謝).*,
      (こんにちは|こんばんは|おはようございます|どうも|はじめまして)[、。!！ ]?(\\P{P}*です)?[。!！]?$`),
    signs: list(`関連記事.*, 目次~, (合|あ)わせて読みたい.*, タグ[:：].*, カテゴリー?[:：].*, 出典[:：].*,
      参考(文献|記事|リンク)?[:：].*, スポンサー(ード)?リンク~, (前|次)の記事~, コメントを(残す|書く).*`),
    pointers: list(`(この|本)記事は.*(advent calendar|アドベントカレンダー).*(日目|記事|枠).*, 前回の(記事|続き).*,
      無断転載.*, 投稿 .* に最初に表示されました.*`),
    more: list('続きを読む, 全文を読む, もっと読む'),
    credits: list('写真[:：].*, 画像[:：].*, 撮影[:：].*'),
    notes: list(`(追記|更新|編集部注|訳注|訳者注|訂正|お知らせ|ネタバレ(注意|あり)?)[】\\]:：].*,
      (この|本|当)(記事|ページ|投稿|サイト)(に|は|には).*(プロモーション|広告|リンク|ネタバレ)(を|が)?(含|利用|使用|掲載|注意|あり).*`),
  },
  ko: {
    calls:
      list(`((이 )?글 )?공유하기~, 구독.*(부탁|주세요|하기).*, (좋아요|공감|댓글).*(부탁|주세요).*, 도움이 (되|됐|된).*, 팔로우.*(부탁|주세요).*,
      안녕하세요\\P{L}*(\\P{P}*(입니다|이에요|예요))?\\P{L}*$`),
    signs: list('관련 ?(글|기사)~, 목차~, 태그:, 출처 ?:~, 카테고리:, 함께 읽으면 좋은.*'),
    furniture: list('무단 전재.*, 글은 .*에 처음 등장했습니다'),
    more: list('더 ?보기, 더 읽기, 계속 ?읽기, 전체 ?보기'),
    credits: list('사진 ?[=:].*'),
    notes: list(
      `(이|본) ?(글|포스트|포스팅|기사|리뷰).*(스포일러|원고료|협찬|광고(가|를)? 포함).*, (수정|추가|업데이트|편집자 ?주|역자 ?주) ?[:：\\]].*`,
    ),
  },
  pl: {
    calls:
      list(`udostępnij~, z góry (dzięki|dziękuję), udostępnij (ten|to|wpis|artykuł|na), podziel się (tym|wpisem|artykułem), zapisz się (do|na)
      (newslettera|newsletter), subskrybuj, zasubskrybuj, obserwuj (nas|mnie), polub (nas|mnie|naszą), dołącz do nas,
      twój adres e-?mail nie zostanie, (jeśli|jeżeli) (ci |wam )?(się )?s?podobał\\p{L}*`),
    signs:
      list(`(czytaj|zobacz|przeczytaj|sprawdź) (także|też|również), podobne (wpisy|artykuły), spis treści, tagi:, autor(ka)?:~,
      kategori[ae]:, źródło:~, źródła:~, statystyki: (autor|napisane)`),
    furniture: list('(wszelkie|wszystkie) prawa zastrzeżone, pochodzi z serwisu~'),
    pointers: list('ten (wpis|artykuł|tekst) (pierwotnie|po raz pierwszy), poprzednia część~, pierwsza część~'),
    more: list('czytaj (dalej|więcej|całość)'),
    credits: list('fot\\., fot:, zdjęcie:, zdjęcia:, foto:, grafika:'),
    notes: list(
      `(aktualizacja|edit|sprostowanie|errata):, (uwaga|ostrzeżenie)\\P{L}* (możliwe )?spo[ij]ler\\p{L}*, od (redakcji|tłumacza):, (przypis|uwaga) (tłumacza|redakcji)`,
    ),
  },
  ro: {
    calls: list(`distribuie~, distribuie (acest|articolul|pe), partajează~, partajează asta, abonează-te, abonați-vă,
      urmărește-ne, urmăriți-ne`),
    signs: list('(citește|citiți|vezi) și, articole similare, cuprins~, etichete:, sursa:~'),
    furniture: list('toate drepturile rezervate'),
    pointers: list('(articolul|postarea) .* apare prima dată'),
    more: list('citește (mai mult|mai departe|continuarea|tot), continuă lectura'),
    credits: list('foto:'),
  },
  'ru be bg': {
    calls:
      list(`заранее (спасибо|благодар\\p{L}+), поделиться~, поделитесь (с|этим|ссылкой|статьёй|статьей), поделись с, подписывайтесь, подпишитесь,
      подписаться~, ставьте лайк\\p{L}*, понравил\\p{L}+ (статья|пост|материал|запись|рецепт|видео|выпуск), если
      (вам|тебе) понравил\\p{L}+, присоединяйтесь к нам, (оставьте|оставляйте) (свой |свои )?комментари\\p{L}+, реклама~, ваш адрес e-?mail не будет`),
    signs: list(`(читайте|смотрите|слушайте) также, похожие (статьи|записи|материалы), содержание~, оглавление~, теги:,
      метки:, рубрик[аи]:, авторы?:~, источники?:~, время чтения, статистика: добавлено,
      подробнее (на сайте|по ссылке)~, новость (обновляется|дополняется)~`),
    furniture: list('все права защищены, комментарии закрыты, мнение редакции может'),
    pointers: list(`(запись|сообщение|статья|пост) .* (впервые появил\\p{L}+|появил\\p{L}+ (сначала|впервые)),
      (этот|эта) (пост|статья|текст|материал|запись)
      (распространяется|доступ\\p{L}+|опубликован\\p{L}*) .*лицензи\\p{L}+, (предыдущая|первая) часть~`),
    more: list('читать (далее|дальше|полностью|целиком|статью)'),
    credits: list('фото:, фотография:, изображение:, иллюстрация:'),
    notes: list(
      `(upd|апд|дополнение|исправлено|примечание|дисклеймер):, (осторожно|внимание)\\P{L}* спойлер\\p{L}*, (примечание|от) (переводчика|редакции|редактора)\\P{L}`,
    ),
  },
  sv: {
    calls: list(`dela (detta|det här|inlägget|artikeln|på), dela:~, följ (oss|mig) på, prenumerera~, prenumerera på
      (vårt|mitt|nyhetsbrevet|bloggen), gilla (detta|oss), din e-postadress (kommer inte|publiceras inte), gillade du (inlägget|artikeln|det här)`),
    signs: list(`läs (också|även), se även~, relaterade (inlägg|artiklar), innehåll~, taggar:, kategori(er)?:, källa:~,
      källor:~, lästid~`),
    furniture: list('alla rättigheter förbehållna'),
    more: list('läs (mer|vidare|hela|resten), fortsätt läsa'),
    credits: list('foto:, bild:'),
    notes: list(`(rättelse|tillägg|obs):, (spoiler|trigger|innehålls)[ -]?varning`),
  },
  th: {
    calls: list('แชร์~, แชร์(สิ่งนี้|บทความ|โพสต์).*, กดติดตาม.*'),
    signs: list('บทความที่เกี่ยวข้อง.*, ที่มา ?:.*, อ่านเพิ่มเติม.*'),
    more: list('อ่านต่อ, อ่านเพิ่มเติม'),
  },
  tr: {
    calls: list(`paylaş~, bunu paylaş, paylaşın~, abone ol~, abone olun, takip edin~, bizi takip edin, bu yazıyı
      (beğendiyseniz|beğendiysen|paylaş\\p{L}*), görüşmek üzere~`),
    signs: list(`ayrıca bakınız, ilgili (yazılar|haberler), bunları da okuyun, bunlar da ilginizi çekebilir,
      içindekiler~, etiketler:, kategori:, kaynak:~`),
    furniture: list('(tüm|her) hakkı saklıdır, tüm hakları saklıdır, yazısı ilk (önce|olarak)'),
    more: list('devamını oku, okumaya devam et'),
    credits: list('fotoğraf:, görsel:'),
    notes: list(`(güncelleme|düzeltme|not):, (editörün|çevirmenin|yazarın) notu, (dikkat|uyarı)\\P{L}* spoiler`),
  },
  uk: {
    calls: list(`поділитися~, поділіться (з|цим|посиланням), підписуйтес[ья], підписуйтеся, підпишіться, підписатися~,
      ставте вподобайк\\p{L}+, якщо (вам|тобі) сподобал\\p{L}+`),
    signs: list('(читайте|дивіться) також, схожі (статті|записи), зміст~, теги:, позначки:, джерел[оа]:~'),
    furniture: list('(всі|усі) права захищен\\p{L}+'),
    pointers: list("(запис|допис|стаття) .* (спершу|вперше) з'яви\\p{L}+"),
    more: list('читати (далі|більше|повністю)'),
    credits: list('фото:, світлина:'),
    notes: list(
      `(upd|доповнення|виправлено|примітка|дисклеймер):, (обережно|увага)\\P{L}* спойлер\\p{L}*, (примітка|від) (перекладача|редакції|редактора)\\P{L}`,
    ),
  },
  vi: {
    calls: list('chia sẻ~, chia sẻ (bài|lên), theo dõi (chúng tôi|mình), đăng ký nhận'),
    signs: list('xem thêm~, xem thêm:, đọc thêm:, bài viết liên quan, mục lục~, nguồn:~'),
    pointers: list('bài viết .* đã xuất hiện đầu tiên'),
    more: list('đọc tiếp, xem tiếp'),
    credits: list('ảnh:'),
  },
  zh: {
    calls:
      list(`(本文|我)(已|正在|正)?(参与|参加).*(活动|计划|征文).*, (长按|扫码|扫描|掃描).*(二维码|二維碼|关注|公众号).*, 关注(我们|我的|公众号|微信).*,
      欢迎(关注|订阅|转发|点赞|分享|扫码).*, 歡迎(訂閱|關注|轉發|按讚|分享|追蹤).*, 点击(这里|此处|下方|关注).*,
      (如果|若).*(喜欢|帮助|有用).*(点赞|关注|转发|赞赏|打赏|收藏).*, 分享(到|至)~, 打赏~,
      大家好[，！]?(我是|这里是)\\P{P}*[。！]?$, (您的|你的)(电子)?邮箱地址不会.*`),
    signs: list(`目录~, 目錄~, 相关(文章|阅读|推荐).*, 相關(文章|閱讀).*, (推荐|延伸)阅读.*, (推薦|延伸)閱讀.*,
      (标签|標籤|分类|分類|来源|來源|出处|编辑|作者)[:：].*, 责任编辑.*, 原文(链接|地址|連結).*, 参考(资料|链接|文献)~,
      (上|下)一篇[:：].*`),
    pointers: list(`(本文|本篇|本站|本作品|本博客|版权声明).*(转载|版权|许可协议|授权协议|首发于|知识共享).*,
      版权(声明|所有).*, 版權(聲明|所有).*, 转载(请|须|需|自|声明).*, 轉載(請|自).*, (未经|未經).*(转载|轉載).*,
      上一(篇|期|回)(文章|博客)?.*`),
    more: list('阅读(全文|更多|原文|余下全文), 查看(全文|更多|原文), 继续阅读, 閱讀(全文|更多|原文), 繼續閱讀'),
    credits: list('图片来源.*, 圖片來源.*, 图[:：].*, 摄影[:：].*'),
    notes: list(
      `(更新|编者按|編者按|编者注|編者註|译者注|譯者註|译者按|剧透(预警|警告)?|劇透(警告)?|更正|勘误)[】\\]:：].*`,
    ),
  },
};

/** The cues of those languages, each by its own subtag. */
export const BRIEFLY_KNOWN: readonly Cues[] = Object.entries(BRIEF).flatMap(([subtags, cues]) =>
  subtags.split(' ').map((language) => ({ ...NONE, ...cues, language })),
);
