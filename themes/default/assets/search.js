/* Searches the archive in the reader's browser. What it reads is written by dateline.search, whose docstrings tell the
   form of each file; words are folded here as they are there (search/fold.py). Nothing is fetched before the reader
   begins, and of a large archive only what can hold an answer, the newest first. */
(function () {
  "use strict";
  var place = document.querySelector(".search");
  if (!place || !window.fetch || !window.URLSearchParams) return;
  var say = place.dataset, form = place.querySelector("form"), field = form.elements.q;
  var status = place.querySelector(".status"), list = place.querySelector(".results");
  var more = place.querySelector(".more"), scope = place.querySelector(".scope");
  var details = form.querySelector("details"), otherwise = place.querySelector(".otherwise"), around = document.documentElement.lang;
  var PAGE = 10, ENOUGH = 10, ROUND = 6;
  var FACETS = ["tag", "person", "source", "state"], NAMES = ["tags", "people", "sources"], FILTERS = FACETS.concat("from", "to");
  var number = new Intl.NumberFormat(around);
  var plural = new Intl.PluralRules(around);
  var archive, blogId = "", run = 0, now = null, fetched = new Map();

  /* --- what is fetched --- */

  function load(path, version) {
    var address = say.root + path + (version ? "?" + version : "");
    if (!fetched.has(address)) {
      var found = fetch(address, version ? {} : {cache: "no-cache"}).then(function (answer) {
        if (!answer.ok) throw new Error(address);
        return answer.json();
      });
      fetched.set(address, found);
      found.catch(function () { fetched.delete(address); });
    }
    return fetched.get(address);
  }

  function begin() {
    if (!archive) {
      archive = load("search/blogs.json").then(function (told) {
        told.blogs = told.blogs.map(function (blog, at) {
          return {at: at, id: blog[0], title: blog[1], lang: blog[2], dir: blog[3], stretches: blog[4].map(function (row) {
            return {blog: at, name: row[0], version: row[1], first: row[2], last: row[3]};
          })};
        });
        return told;
      });
      archive.catch(function () { archive = null; });
    }
    return archive;
  }

  /* --- words, as search/fold.py has them --- */

  function fold(text, told) {
    return text.normalize("NFKD").toLowerCase().replace(/[\p{M}\p{Cf}]/gu, function (mark) {
      return mark === "\u200c" ? mark : "";
    }).replace(/[^]/gu, function (letter) {
      return Object.prototype.hasOwnProperty.call(told.same, letter) ? told.same[letter] : letter;
    }).replace(/[\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff]/g, " $& ");
  }

  /* Each word asked for, as the ways in which it may be written: whole, or, where a joiner parts it, by all its parts. */
  function wordsOf(text, told) {
    return (fold(text, told).match(/[\p{L}\p{N}]+(?:\u200c[\p{L}\p{N}]+)*/gu) || []).map(function (word) {
      var parts = word.split("\u200c"), whole = letters(parts.join(""), told.longest);
      return parts.length > 1 ? [[whole], parts] : [[whole]];
    });
  }

  function letters(word, most) { return Array.from(word).slice(0, most).join(""); }

  /* One letter stands for itself, more for every word that begins with them. */
  function begins(word, wanted) {
    return wanted.length > 1 || wanted > "\u3040" ? word.startsWith(wanted) : word === wanted;
  }

  /* --- which blogs hold all the words --- */

  function holders(words, told) {
    return Promise.all(words.map(function (ways) {
      return Promise.all(ways.map(function (parts) {
        return Promise.all(parts.map(function (part) { return holding(part, told); })).then(common);
      })).then(function (sets) { return new Set([].concat.apply([], sets.map(function (set) { return Array.from(set); }))); });
    })).then(common);
  }

  function common(sets) {
    return sets.reduce(function (all, set) { return new Set(Array.from(all).filter(function (at) { return set.has(at); })); });
  }

  function holding(word, told) {
    var stem = letters(word, told.letters), codes = Array.from(stem).map(function (letter) { return letter.codePointAt(0); });
    var bucket = (codes[0] * 31 + (codes[1] || 0)) % told.buckets;
    var file = Math.floor(bucket * told.words.length / told.buckets);
    return load("search/words-" + file + ".json", told.words[file]).then(function (found) {
      var stems = found.words.split(" "), blogs = found.blogs.split(" "), set = new Set();
      stems.forEach(function (other, at) {
        if (begins(other, stem)) unstep(blogs[at], told.blogs.length).forEach(function (blog) { set.add(blog); });
      });
      return set;
    });
  }

  function unstep(text, all) {
    var at = -1, without = text.charAt(0) === "!", steps = without ? text.slice(1) : text;
    var found = steps ? steps.split(",").map(function (step) { return (at += +step); }) : [];
    if (!without) return found;
    var missing = new Set(found), rest = [];
    for (at = 0; at < all; at++) if (!missing.has(at)) rest.push(at);
    return rest;
  }

  /* --- which entries of a stretch of days, and how well they fit: BM25, whole words before beginnings --- */

  function look(index, words) {
    var scores = null;
    if (!words.length) return new Map(index.entries.map(function (told, entry) { return [entry, 0]; }));
    words.forEach(function (ways) {
      var found = new Map();
      ways.forEach(function (parts) {
        var all = parts.map(function (part) { return scored(index, part); });
        all[0].forEach(function (score, entry) {
          if (all.every(function (one) { return one.has(entry); })) found.set(entry, Math.max(score, found.get(entry) || 0));
        });
      });
      if (scores) scores.forEach(function (score, entry) {
        if (found.has(entry)) scores.set(entry, score + found.get(entry)); else scores.delete(entry);
      });
      else scores = found;
    });
    return scores || new Map();
  }

  function scored(index, wanted) {
    if (!index.split) {
      index.split = [index.words.split(" "), index.places.split(" ")];
      index.mean = index.entries.reduce(function (sum, entry) { return sum + entry[0]; }, 0) / index.entries.length || 1;
    }
    var found = new Map(), all = index.entries.length;
    index.split[0].forEach(function (word, at) {
      if (!word || !begins(word, wanted)) return;
      var entry = -1, places = Array.from(index.split[1][at].matchAll(/(\d+)([a-o])/g));
      var rare = Math.log(1 + (all - places.length + .5) / (places.length + .5)) * (word === wanted ? 1 : .5);
      places.forEach(function (place) {
        entry += +place[1];
        var times = place[2].charCodeAt(0) - 96, long = .25 + .75 * index.entries[entry][0] / index.mean;
        found.set(entry, Math.max(found.get(entry) || 0, rare * times * 2.2 / (times + 1.2 * long)));
      });
    });
    return found;
  }

  /* A hit knows where it lies and by what it can be narrowed down. */
  function hitsOf(stretch, index, scores) {
    var hits = [], entry = 0;
    index.leaves.forEach(function (leaf) {
      for (var at = 0; at < leaf[2]; at++, entry++) {
        if (!scores.has(entry)) continue;
        var told = index.entries[entry], facets = {state: told[1] ? [[told[1], ""]] : []};
        NAMES.forEach(function (kind, n) {
          facets[FACETS[n]] = told[n + 2].map(function (name) { return index[kind][name]; });
        });
        hits.push({blog: stretch.blog, leaf: leaf, at: at, score: scores.get(entry), order: entry, facets: facets});
      }
    });
    return hits;
  }

  function dayOf(hit) { return hit.leaf[0].slice(0, 10); }

  function fits(hit, asked, but) {
    var day = dayOf(hit);
    return (!asked.from || day >= asked.from) && (!asked.to || day <= asked.to) && FACETS.every(function (facet) {
      return facet === but || !asked[facet] || hit.facets[facet].some(function (name) { return name[0] === asked[facet]; });
    });
  }

  /* --- a search, from the words to the first results --- */

  function isAsked() {
    return !!field.value.trim() || FILTERS.some(function (name) { return form.elements[name].value; });
  }

  function search() {
    var turn = ++run, asked = {};
    new FormData(form).forEach(function (value, name) { asked[name] = value.trim(); });
    if (!isAsked()) { now = null; list.textContent = status.textContent = ""; more.hidden = true; return Promise.resolve(); }
    status.textContent = say.wait;
    otherwise.hidden = true;
    return begin().then(function (told) {
      var words = wordsOf(asked.q, told);
      if (asked.q && !words.length) return null;
      var one = told.blogs.filter(function (blog) { return blog.id === asked.blog; });
      var any = one.length ? one : words.length ? null : told.blogs;
      return (any ? Promise.resolve(new Set(any.map(function (blog) { return blog.at; }))) : holders(words, told)).then(function (blogs) {
        var queue = [];
        blogs.forEach(function (at) { queue = queue.concat(told.blogs[at].stretches); });
        queue = queue.filter(function (stretch) {
          return (!asked.from || stretch.last >= asked.from) && (!asked.to || stretch.first <= asked.to);
        }).sort(function (a, b) { return a.last < b.last ? 1 : a.last > b.last ? -1 : a.first < b.first ? 1 : -1; });
        return {told: told, asked: asked, words: words, queue: queue, hits: [], early: [], ranked: [], drawn: 0, one: one.length,
          byDay: !words.length || asked.order === "newest"};
      });
    }).then(function (next) {
      if (turn !== run) return;
      list.textContent = "";
      now = next;
      if (!now) { tell(); return; }
      return further(turn);
    }).catch(function () { fail(turn); });
  }

  function fail(turn) {
    if (turn !== run) return;
    more.hidden = true;
    otherwise.hidden = false;
    status.textContent = say.fault;
  }

  function stretchOf(stretch, told) {
    return load(told.blogs[stretch.blog].id + "/search/words-" + stretch.name + ".json", stretch.version);
  }

  /* Looks into more days, newest first, until there is something to show; results that stand are not moved. In the order
     of days, what another blog may still stand above waits. */
  function further(turn) {
    var found = [], mine = now, rounds = 0;
    function next() {
      // Answers come soonest one by one; when they are rare, several are asked for at once.
      var batch = mine.queue.splice(0, Math.min(ROUND, 1 + rounds++));
      return Promise.all(batch.map(function (stretch) {
        return stretchOf(stretch, mine.told).then(function (index) { return hitsOf(stretch, index, look(index, mine.words)); });
      })).then(function (lists) {
        if (turn !== run) return;
        lists.forEach(function (hits) {
          mine.hits = mine.hits.concat(hits);
          found = found.concat(hits.filter(function (hit) { return fits(hit, mine.asked); }).reverse());
        });
        if (mine.byDay) {
          var all = mine.early.concat(found).sort(function (a, b) { return dayOf(a) < dayOf(b) ? 1 : dayOf(a) > dayOf(b) ? -1 : 0; });
          found = all.filter(function (hit) { return !mine.queue.length || dayOf(hit) > mine.queue[0].last; });
          mine.early = all.slice(found.length);
        }
        if (mine.queue.length && found.length < ENOUGH && (rounds < (mine.one ? 99 : ROUND) || mine.early.length && !found.length)) return next();
        if (!mine.byDay) found.sort(function (a, b) { return b.score - a.score; });
        mine.ranked = mine.ranked.concat(found);
        narrow(mine, FACETS);
        return draw(turn);
      });
    }
    return next();
  }

  /* Shows the next results. The first is there before the texts of the others are asked for. */
  function draw(turn) {
    var mine = now, part = mine.ranked.slice(mine.drawn, mine.drawn + PAGE);
    function show(hits) {
      return Promise.all(hits.map(function (hit) {
        return load(mine.told.blogs[hit.blog].id + "/search/" + hit.leaf[0] + ".json", hit.leaf[1]);
      })).then(function (leaves) {
        if (turn !== run) return;
        hits.forEach(function (hit, n) { list.append(row(leaves[n][hit.at], mine.told.blogs[hit.blog], mine)); });
        mine.drawn += hits.length;
      });
    }
    return show(part.slice(0, 1)).then(function () { return show(part.slice(1)); }).then(function () {
      if (turn === run) tell();
    });
  }

  function tell() {
    var all = now ? now.ranked.length : 0, rest = now && now.queue.length;
    var text = say["found" + plural.select(all).replace(/^./, function (letter) { return letter.toUpperCase(); })] || say.foundOther;
    status.textContent = (all ? text.replace("{n}", number.format(all)) : say.none) + (rest ? " " + say.soFar : "");
    more.hidden = !now || (now.drawn >= all && !rest);
    more.firstElementChild.textContent = now && now.drawn < all ? say.more : say.further;
  }

  /* --- what is shown --- */

  function element(name, attributes, text) {
    var made = document.createElement(name);
    for (var key in attributes) if (attributes[key]) made.setAttribute(key, attributes[key]);
    if (text) made.textContent = text;
    return made;
  }

  function row(told, blog, mine) {
    var item = element("li", {}), what = element("span", {class: "what"}), meta = element("span", {class: "meta"});
    var clock = told[3] && told[4] ? say.about.replace("{time}", told[3]) : told[3];
    var time = element("time", {datetime: told[2]});
    time.append(element("span", {}, told[6]), " ");
    if (clock) time.append(element("span", {}, clock + " " + told[5]));
    what.append(element("a", {href: say.root + told[1], lang: told[8], dir: told[9]}, told[0]), " ");
    if (!mine.one) meta.append(element("a", {href: say.root + blog.id + "/index.html", lang: blog.lang === around ? "" : blog.lang, dir: blog.dir}, blog.title), " ");
    if (told[7]) meta.append(element("span", {class: "state " + told[7]}, wordOf(told[7])));
    if (meta.childNodes.length) what.append(meta);
    what.append(excerpt(told[10], told[8], told[9], mine));
    item.append(time, " ", what);
    return item;
  }

  function wordOf(state) {
    var option = Array.from(form.elements.state.options).filter(function (one) { return one.value === state; })[0];
    return option ? option.textContent : state;
  }

  /* The text around the first place where a word stands, every such word marked. */
  function excerpt(text, lang, dir, mine) {
    var made = element("span", {class: "excerpt", lang: lang, dir: dir}), marks = [];
    var wanted = [].concat.apply([], [].concat.apply([], mine.words));
    var tokens = text.matchAll(/[\p{L}\p{N}\p{M}\p{Cf}'’ʼ]+/gu);
    for (var token of tokens) {
      var words = fold(token[0], mine.told).split(/[\u200c ]+/).filter(Boolean);
      if (words.concat(words.join("")).some(function (word) {
        return wanted.some(function (want) { return begins(word, want); });
      })) marks.push([token.index, token.index + token[0].length]);
    }
    var from = marks.length ? Math.max(0, text.lastIndexOf(" ", Math.max(0, marks[0][0] - 70)) + 1) : 0;
    if (marks.length && marks[0][0] < 90) from = 0;
    var end = text.length <= from + 240 ? text.length : text.lastIndexOf(" ", from + 240), at = from;
    if (end <= from) end = Math.min(text.length, from + 240);
    if (from) made.append("… ");
    marks.forEach(function (mark) {
      if (mark[0] < at || mark[1] > end) return;
      made.append(text.slice(at, mark[0]), element("mark", {}, text.slice(mark[0], mark[1])));
      at = mark[1];
    });
    made.append(text.slice(at, end) + (end < text.length ? " …" : ""));
    return made;
  }

  /* What the entries found can be narrowed down to, and how many would be left. */
  function narrow(mine, facets) {
    facets.forEach(function (facet) {
      var select = form.elements[facet], chosen = mine.asked[facet], counts = new Map(), labels = new Map();
      mine.hits.forEach(function (hit) {
        if (fits(hit, mine.asked, facet)) hit.facets[facet].forEach(function (name) {
          counts.set(name[0], (counts.get(name[0]) || 0) + 1);
          labels.set(name[0], name[1] || wordOf(name[0]));
        });
      });
      if (facet === "state") {
        Array.from(select.options).slice(1).forEach(function (option) {
          option.hidden = !counts.has(option.value) && option.value !== chosen;
        });
        return;
      }
      var kept = select.selectedIndex > 0 ? select.options[select.selectedIndex] : null;
      while (select.options.length > 1) select.remove(1);
      if (chosen && !counts.has(chosen)) { counts.set(chosen, 0); labels.set(chosen, kept ? kept.dataset.name : chosen); }
      Array.from(counts.keys()).sort(function (a, b) {
        return counts.get(b) - counts.get(a) || (labels.get(a) < labels.get(b) ? -1 : 1);
      }).forEach(function (slug) {
        var option = element("option", {value: slug, "data-name": labels.get(slug)}, labels.get(slug) + " (" + number.format(counts.get(slug)) + ")");
        option.selected = slug === chosen;
        select.append(option);
      });
    });
  }

  /* Before anything is asked for, the choices are those of the newest days. */
  function offer() {
    var turn = run;
    if (!details.open || isAsked()) return;
    begin().then(function (told) {
      var queue = [];
      told.blogs.forEach(function (blog) { queue = queue.concat(blog.stretches); });
      queue.sort(function (a, b) { return a.last < b.last ? 1 : -1; });
      return Promise.all(queue.slice(0, ROUND).map(function (stretch) {
        return stretchOf(stretch, told).then(function (index) { return hitsOf(stretch, index, look(index, [])); });
      }));
    }).then(function (lists) {
      if (turn === run && !now) narrow({asked: {}, hits: [].concat.apply([], lists)}, FACETS.slice(0, 3));
    }).catch(function () { fail(turn); });
  }

  /* --- the form and the address --- */

  function fill() {
    var asked = new URLSearchParams(location.search);
    blogId = asked.get("blog") || blogId;
    field.value = asked.get("q") || "";
    ["from", "to", "order", "state"].forEach(function (name) { form.elements[name].value = asked.get(name) || ""; });
    ["tag", "person", "source"].forEach(function (name) {
      var select = form.elements[name], value = asked.get(name) || "";
      // What is not known yet is named by its slug, until the entries found tell more.
      if (value && !Array.from(select.options).some(function (option) { return option.value === value; }))
        select.append(element("option", {value: value, "data-name": value}, value));
      select.value = value;
    });
    if (FILTERS.some(function (name) { return form.elements[name].value; }))
      details.open = true;
    choose(asked.get("blog") || "");
  }

  /* The choice between a blog and the whole archive is there for readers who come from a blog. */
  function choose(chosen) {
    if (!blogId) return;
    var radios = form.querySelectorAll("input[type=radio]");
    radios[0].value = blogId;
    radios[chosen ? 0 : 1].checked = true;
    begin().then(function (told) {
      var blog = told.blogs.filter(function (one) { return one.id === blogId; })[0];
      scope.hidden = !blog;
      if (!blog) { radios[1].checked = true; return; }
      radios[0].nextElementSibling.textContent = say.within.replace("{blog}", blog.title);
    }).catch(function () { fail(run); });
  }

  function address() {
    var asked = new URLSearchParams();
    new FormData(form).forEach(function (value, name) { if (value.trim()) asked.set(name, value.trim()); });
    var text = asked.toString();
    return location.pathname + (text ? "?" + text : "");
  }

  /* A search that was asked for is a step that Back returns from; one while typing is not. */
  function go(event, replacing) {
    if (event) event.preventDefault();
    clearTimeout(typing);
    if (address() !== location.pathname + location.search) history[replacing ? "replaceState" : "pushState"](null, "", address());
    search();
  }

  var typing = 0;
  form.addEventListener("submit", go);
  details.addEventListener("toggle", offer);
  form.addEventListener("change", function (event) { if (event.target !== field) go(); });
  field.addEventListener("focus", function () { begin().catch(function () { fail(run); }); });
  field.addEventListener("input", function () {
    clearTimeout(typing);
    typing = setTimeout(function () { go(null, true); }, 400);
  });
  more.firstElementChild.addEventListener("click", function () {
    var turn = run, before = list.children.length, button = this;
    // Pressed twice, it would show the same results twice.
    if (button.hasAttribute("aria-disabled")) return;
    button.setAttribute("aria-disabled", "true");
    var work = now.drawn < now.ranked.length ? draw(turn) : further(turn);
    work.then(function () {
      var first = list.children[before];
      if (turn === run && first) first.querySelector("a").focus();
    }).catch(function () { fail(turn); }).then(function () { button.removeAttribute("aria-disabled"); });
  });
  addEventListener("popstate", function () { fill(); search(); });
  document.addEventListener("keydown", function (event) {
    if (event.key !== "/" || event.ctrlKey || event.metaKey || event.altKey || event.target.closest("input, select, textarea, [contenteditable]")) return;
    event.preventDefault();
    field.focus();
  });
  form.hidden = false;
  otherwise.hidden = place.querySelector(".without").hidden = true;
  fill();
  search();
})();
