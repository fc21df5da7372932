/* The search of search.html. search.json says how many parts the index has, the last with the newest posts; of each part
   only the files are fetched that have the words looked for, and those that list the posts found. */
const SHOWN = 50;
const AHEAD = 6;
const form = document.getElementById('search');
const found = document.getElementById('found');
const results = document.getElementById('results');

const fetched = new Map();

function load(path) {
  if (!fetched.has(path)) {
    const answer = fetch(path).then((response) => response.json());
    answer.catch(() => fetched.delete(path));
    fetched.set(path, answer);
  }
  return fetched.get(path);
}

const words = (part, term) => load(`search/${part}/${fileOfTerm(term)}.json`);

/* Whether a word is the one looked for, or begins with it. */
const begins = (word, term) => word.startsWith(term);

/* Whether a word and the one looked for, of five letters or more, differ in one letter. */
function isNear(word, term) {
  const [short, long] = word.length < term.length ? [word, term] : [term, word];
  if (term.length < 5 || long.length - short.length > 1) return false;
  let same = 0;
  while (same < short.length && short[same] === long[same]) same += 1;
  return short.slice(long.length === short.length ? same + 1 : same) === long.slice(same + 1);
}

/* The places of the posts of a part that have all terms, newest first. */
async function placesIn(part, terms, isMatch) {
  const sets = await Promise.all(
    terms.map(async (term) => {
      const known = Object.entries(await words(part, term));
      return new Set(known.flatMap(([word, places]) => (isMatch(word, term) ? places : [])));
    }),
  );
  const [first, ...others] = sets;
  return [...first].filter((place) => others.every((set) => set.has(place))).sort((a, b) => b - a);
}

/* The newest posts that have all terms. */
async function search(terms, isMatch, isStale) {
  const { parts, postsAFile } = await load('search.json');
  const hits = [];
  for (let part = parts; part > 0 && hits.length < SHOWN && !isStale(); part -= 1) {
    for (let ahead = part; ahead > Math.max(0, part - AHEAD); ahead -= 1) for (const term of terms) words(ahead, term);
    for (const place of (await placesIn(part, terms, isMatch)).slice(0, SHOWN - hits.length)) {
      const list = await load(`search/${part}/posts-${Math.floor(place / postsAFile)}.json`);
      hits.push(list[place % postsAFile]);
    }
  }
  return hits;
}

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
  const query = form.elements.q.value;
  const isStale = () => form.elements.q.value !== query;
  const terms = termsOf(query);
  let hits = [];
  for (const isMatch of [begins, isNear]) {
    if (terms.length > 0 && hits.length === 0) hits = await search(terms, isMatch, isStale);
  }
  if (isStale()) return;
  results.replaceChildren(...hits.map(item));
  found.textContent = terms.length > 0 && hits.length === 0 ? found.dataset.none : '';
}

form.elements.q.value = new URLSearchParams(location.search).get('q') ?? '';
let shown = show();
form.addEventListener('input', () => {
  shown = show();
});
form.addEventListener('submit', async (event) => {
  event.preventDefault();
  await shown;
  results.querySelector('a')?.focus();
});
