/* The search of search.html: what search.json lists, found by words, their beginnings and near misses. */
const SHOWN = 50;
const form = document.getElementById('search');
const found = document.getElementById('found');
const results = document.getElementById('results');
const fold = (term) =>
  term
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase();

const index = fetch('search.json')
  .then((response) => response.json())
  .then((posts) => {
    const search = new MiniSearch({
      fields: ['title', 'summary', 'source'],
      storeFields: ['title', 'url', 'source', 'day'],
      processTerm: fold,
      searchOptions: { boost: { title: 3, source: 2 }, prefix: true, fuzzy: 0.15, combineWith: 'AND' },
    });
    search.addAll(posts.map((post, id) => ({ id, ...post })));
    return search;
  });

function item({ title, url, source, day }) {
  const entry = document.createElement('li');
  const link = document.createElement('a');
  const byline = document.createElement('p');
  link.textContent = title;
  if (url !== null) link.href = url;
  byline.className = 'byline';
  byline.textContent = `${source} · ${day}`;
  entry.append(link, byline);
  return entry;
}

async function show() {
  const query = new FormData(form).get('q').trim();
  const hits = query === '' ? [] : (await index).search(query).slice(0, SHOWN);
  results.replaceChildren(...hits.map(item));
  found.textContent = query !== '' && hits.length === 0 ? found.dataset.none : '';
}

form.addEventListener('input', show);
form.addEventListener('submit', (event) => {
  event.preventDefault();
  results.querySelector('a')?.focus();
});
form.elements.q.value = new URLSearchParams(location.search).get('q') ?? '';
show();
