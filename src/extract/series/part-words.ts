/*
 * The words that stand with a part's number, as sources of regular expressions for use with the flags `iu`: en, fr, de,
 * es, it, pt, nl, then what other languages call it.
 */

export const DAY =
  'day|jour|journée|tag|día|dia|giorno|giornata|dag|день|dzień|ден|nap|ziua|päivä|gün|ημέρα|μέρα|اليوم|روز|दिन';

export const PART =
  'part|pt\\.?|partie|teil|parte|deel|chapter|ch\\.|chapitre|kapitel|capítulo|capitolo|hoofdstuk|' +
  'lesson|leçon|lektion|lección|acte|volet|instalment|installment|' +
  'часть|глава|част|частина|розділ|część|cz\\.|rozdział|díl|část|kapitola|časť|osa|luku|bölüm|μέρος|κεφάλαιο|rész|' +
  'fejezet|partea(?: a)?|phần|chương|bagian|الجزء|جزء|الفصل|חלק|פרק|بخش|قسمت|भाग';

/** These are numbered in other texts too, "Stage 3 proposals": they number parts only before a pause or "of". */
export const STEP = 'step|étape|schritt|paso|passo|stage|phase';

/** What a course is made of; "my first lecture" is no part of one. */
export const LESSON = 'lecture|session|module|unit|séance|vorlesung';

export const WEEK = 'week|semaine|woche|kw|semana|settimana|vecka|uge|uke|viikko|неделя|тиждень|tydzień|týden|hafta';

export const ISSUE =
  'episode|épisode|[eé]p\\.?|folge|episodio|episódio|puntata|aflevering|issue|numéro|ausgabe|número|numero|nummer|' +
  'edition|édition|edición|edizione|volume|vol\\.?|no\\.|nr\\.|n[°º]|№|' +
  'выпуск|серия|эпизод|випуск|серія|avsnitt|afsnit|jakso|odcinek|odc\\.|επεισόδιο|tập|الحلقة';

/** Several at once: "Days 1 and 2". */
export const DAYS = 'days|jours|journées|tage|días|dias|giorni|dagen';
export const PARTS =
  'parts|pts\\.?|parties|teile|partes|parti|delen|chapters|chapitres|kapitel|lessons|leçons|episodes';
export const WEEKS = 'weeks|semaines|wochen|semanas|settimane';
export const DASH = '[-–—]';
export const AND = '(?:\\s*[&+]\\s*|\\s+(?:and|to|through|et|à|und|bis|y|a|e|en|tot)\\s+)';

/** Of the words for an issue those that are counted in Roman numerals and words as well. */
export const EPISODE = 'episode|épisode|folge|episodio|episódio|puntata|volume|vol\\.';

/** "2 of 4". */
export const OF = 'of|out of|sur|von|de|di|van|av|из|з|z';
