/** What is sent as Accept for feeds: their types, and anything else at last, as many servers know of no type. */
export const ACCEPT_FEEDS =
  'application/atom+xml, application/rss+xml, application/feed+json, application/rdf+xml;q=0.9, text/calendar;q=0.9, ' +
  'application/xml;q=0.8, text/xml;q=0.8, application/json;q=0.7, */*;q=0.1';

/** What is sent as Accept for the page behind an entry. */
export const ACCEPT_PAGES = 'text/html, application/xhtml+xml, */*;q=0.1';
