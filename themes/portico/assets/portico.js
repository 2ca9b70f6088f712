// Portico works without this file. With it, a product page follows the choice of options and of what is in a bundle,
// the cart fills without leaving the page, quantities have buttons, and a form cannot be sent twice by accident.

const all = (selector, root = document) => [...root.querySelectorAll(selector)];
const one = (selector, root = document) => root.querySelector(selector);

const announcer = one("[data-announcer]");

/** Tells people who cannot see the screen. Emptied first, so that the same words are read again. */
function announce(text) {
  if (!announcer) return;
  announcer.textContent = "";
  setTimeout(() => (announcer.textContent = text), 50);
}

/**
 * Shows suggestions below a search field while somebody types. The arrow keys go through them, Enter takes one, Escape
 * closes them; without an answer the field stays what it is.
 */
function enhanceSearch(form) {
  const input = one("input[type=search]", form);
  const name = `suggestions-${input.id}`;
  const box = document.createElement("div");
  box.className = "suggestions-box";
  box.hidden = true;
  form.append(box);
  form.classList.add("suggesting");
  for (const [key, value] of Object.entries({ role: "combobox", "aria-autocomplete": "list", "aria-expanded": "false" }))
    input.setAttribute(key, value);
  let shown = "";
  let timer;
  let asking;

  const options = () => all("[role=option]", box);
  const mark = (option) => {
    for (const other of options()) other.setAttribute("aria-selected", String(other === option));
    if (option) input.setAttribute("aria-activedescendant", option.id);
    else input.removeAttribute("aria-activedescendant");
    option?.scrollIntoView({ block: "nearest" });
  };
  const close = () => {
    box.hidden = true;
    input.setAttribute("aria-expanded", "false");
    mark(undefined);
  };
  const show = async () => {
    const typed = input.value.trim();
    asking?.abort();
    if (!typed) return close();
    if (typed === shown && box.childElementCount) return open();
    asking = new AbortController();
    try {
      const address = `${form.dataset.suggest}?${new URLSearchParams({ q: typed })}`;
      const answer = await fetch(address, { signal: asking.signal });
      if (!answer.ok) return close();
      const list = one(".suggestions", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (document.activeElement !== input || !list) return close();
      list.id = name;
      all("[role=option]", list).forEach((option, place) => (option.id = `${name}-${place}`));
      box.replaceChildren(list);
      shown = typed;
      open();
    } catch {
      close(); // the next key asks again
    }
  };
  const open = () => {
    if (!options().length) return close();
    box.hidden = false;
    input.setAttribute("aria-expanded", "true");
    input.setAttribute("aria-controls", name);
    mark(undefined);
  };

  input.addEventListener("input", () => {
    clearTimeout(timer);
    timer = setTimeout(show, 120);
  });
  input.addEventListener("keydown", (event) => {
    const found = options();
    const place = found.findIndex((option) => option.getAttribute("aria-selected") === "true");
    if (event.key === "Escape" && !box.hidden) {
      event.preventDefault();
      close();
    } else if (event.key === "ArrowDown" || event.key === "ArrowUp") {
      event.preventDefault();
      if (box.hidden) return void show();
      const next = event.key === "ArrowDown" ? place + 1 : place < 0 ? found.length - 1 : place - 1;
      mark(found[next]);
    } else if (event.key === "Enter" && !box.hidden && place >= 0) {
      event.preventDefault();
      one("a", found[place]).click();
    }
  });
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) close();
  });
  box.addEventListener("pointerdown", (event) => event.preventDefault());
}

/** Puts a button for one less and one more around a number field. */
function enhanceStepper(stepper) {
  const input = one("input", stepper);
  const least = Number(input.min || 1);
  const most = Number(input.max || 999);
  const button = (label, sign, by) => {
    const made = document.createElement("button");
    made.type = "button";
    made.textContent = sign;
    made.setAttribute("aria-label", label);
    made.addEventListener("click", () => {
      input.value = String(Math.min(most, Math.max(least, (Number.parseInt(input.value, 10) || least) + by)));
      input.dispatchEvent(new Event("change", { bubbles: true }));
      announce(input.value);
    });
    return made;
  };
  const less = button(stepper.dataset.less, "−", -1);
  const more = button(stepper.dataset.more, "+", 1);
  const update = () => {
    const value = Number.parseInt(input.value, 10);
    less.disabled = value <= least && document.activeElement !== less;
    more.disabled = value >= most && document.activeElement !== more;
  };
  stepper.prepend(less);
  stepper.append(more);
  stepper.classList.add("enhanced");
  input.addEventListener("change", update);
  update();
}

/** Shows a picture, film or model large, and marks its small picture. */
function showPicture(gallery, url, alt) {
  const main = one("[data-gallery-main]", gallery);
  if (!main || !url) return;
  const picks = all("[data-gallery-pick]", gallery);
  const large = picks.find((pick) => pick.getAttribute("href") === url)?.parentElement.querySelector("template");
  if (large) {
    main.replaceChildren(document.importNode(large.content, true));
  } else {
    const picture = new Image(1200, 1200);
    picture.src = url;
    picture.alt = alt;
    main.replaceChildren(picture);
  }
  for (const pick of picks) {
    if (pick.getAttribute("href") === url) pick.setAttribute("aria-current", "true");
    else pick.removeAttribute("aria-current");
  }
}

function enhanceGallery(gallery) {
  for (const pick of all("[data-gallery-pick]", gallery)) {
    pick.addEventListener("click", (event) => {
      if (event.ctrlKey || event.metaKey || event.shiftKey) return;
      event.preventDefault();
      const alt = one("img", pick)?.alt || pick.getAttribute("aria-label") || "";
      showPicture(gallery, pick.getAttribute("href"), alt);
      announce(alt);
    });
  }
}

/** Replaces the list of variants by one group of radio buttons an option. */
function enhanceVariants(form) {
  const select = one("[data-variants]", form);
  const groups = one("[data-options]", form);
  if (!select || !groups || !groups.children.length) return;
  const variants = all("option", select).map((option) => ({ option, values: option.dataset.values.split("\u001f") }));
  const sets = all("fieldset", groups);
  const chosen = () => sets.map((set) => one("input:checked", set)?.value);
  const fits = (values) => (variant) => variant.values.every((value, index) => value === values[index]);
  const gallery = one("[data-gallery]");

  const update = ({ quiet = false } = {}) => {
    const values = chosen();
    const found = variants.find(fits(values));
    const available = found?.option.dataset.available === "yes";
    const add = one("[data-add-button]", form);
    add.disabled = !available;
    add.textContent = available ? form.dataset.add : form.dataset.soldOut;
    sets.forEach((set, index) => {
      for (const input of all("input", set)) {
        const other = variants.find(fits(values.with(index, input.value)));
        input.closest(".swatch").classList.toggle("is-gone", other?.option.dataset.available !== "yes");
      }
    });
    if (!found) return;
    select.value = found.option.value;
    for (const slots of all("[data-slots-of]", form)) {
      slots.disabled = slots.hidden = slots.dataset.slotsOf !== select.value;
    }
    for (const notes of all("[data-notes-of]")) notes.hidden = notes.dataset.notesOf !== select.value;
    const { cost, before, picture, alt } = found.option.dataset;
    one("[data-price]").textContent = cost;
    one("[data-was]").hidden = !before;
    one("[data-was-amount]").textContent = before;
    if (quiet) return;
    if (gallery && picture) showPicture(gallery, picture, alt);
    const address = new URL(location.href);
    address.searchParams.set("variant", select.value);
    history.replaceState(history.state, "", address);
    const stock = all("[data-stock]").find((entry) => !entry.hidden)?.textContent;
    announce(available ? [cost, stock].filter(Boolean).join(", ") : `${cost}, ${form.dataset.soldOut}`);
  };

  one("[data-variant-field]", form).hidden = true;
  groups.hidden = false;
  groups.addEventListener("change", () => update());
  update({ quiet: true });
}

/**
 * Lets the price of a bundle follow what is chosen. The shop says what it costs; without an answer, or as long as
 * something has to be chosen, the price stays the one that it is from.
 */
function enhanceQuote(form) {
  const line = one("[data-quote-line]", form);
  const price = one("[data-price]");
  const was = one("[data-was]");
  const from = price.textContent;
  const select = one("[data-variants]", form);
  let timer;
  let asking;

  const count = () => {
    for (const slot of all("[data-slot]", form)) {
      const shown = one("[data-slot-made]", slot);
      if (!shown) continue;
      const times = all(".slot-times:enabled", slot).map((input) => Number.parseInt(input.value, 10) || 0);
      const made = times.reduce((sum, next) => sum + next, all("input:checked", slot).length);
      shown.hidden = made === 0;
      shown.textContent = `· ${made} / ${slot.dataset.most}`;
      shown.classList.toggle("is-over", made > Number(slot.dataset.most));
    }
  };
  const show = async ({ quiet = false } = {}) => {
    asking?.abort();
    count();
    if (!one("[data-slots-of]:not([hidden])", form)) return void (line.hidden = true);
    const chosen = new URLSearchParams(new FormData(form));
    for (const [name, value] of [...chosen]) {
      if (value === "0") for (const gone of [name, name.replace(/quantity$/, "id")]) chosen.delete(gone);
    }
    asking = new AbortController();
    try {
      const answer = await fetch(`${form.dataset.quote}?${chosen}`, { signal: asking.signal });
      const found = answer.ok && one("[data-quote]", new DOMParser().parseFromString(await answer.text(), "text/html"));
      if (!found) return void (line.hidden = true);
      const exact = found.dataset.unit;
      line.hidden = quiet && exact === undefined;
      line.replaceChildren(...found.childNodes);
      price.textContent = exact ?? select?.selectedOptions[0].dataset.cost ?? from;
      was.hidden = exact !== undefined || !one("[data-was-amount]").textContent;
    } catch {
      // The next change asks again; one that came in between has asked already.
    }
  };

  for (const changed of ["input", "change"]) {
    form.addEventListener(changed, () => {
      clearTimeout(timer);
      timer = setTimeout(show, 150);
    });
  }
  if (one("[data-slots-of]", form)) show({ quiet: true });
}

/**
 * Swaps the fields of an address when another country, region or city is chosen. The shop draws them; what was typed
 * stays, also what is typed while it does. Without an answer the button that does it by hand is there again.
 */
function enhanceAddress(block) {
  const form = block.closest("form");
  const refresh = one("[data-refresh]", block);
  const fields = one("[data-address-fields]", block);
  let asking;
  refresh.hidden = true;
  block.addEventListener("change", async (event) => {
    if (!event.target.matches("[data-refreshes]")) return;
    const sent = new URLSearchParams(new FormData(form));
    sent.set("refresh", block.dataset.address);
    asking?.abort();
    asking = new AbortController();
    block.setAttribute("aria-busy", "true");
    try {
      const answer = await fetch(form.action, { method: "POST", body: sent, signal: asking.signal });
      const page = new DOMParser().parseFromString(await answer.text(), "text/html");
      const found = answer.ok && one(`[data-address="${block.dataset.address}"] [data-address-fields]`, page);
      if (!found) throw new Error("no form");
      const focused = fields.contains(document.activeElement) ? document.activeElement.name : "";
      const typed = all("input", fields).filter((input) => input.value !== (sent.get(input.name) ?? ""));
      fields.replaceChildren(...found.childNodes);
      for (const input of typed) {
        const now = form.elements.namedItem(input.name);
        if (now) now.value = input.value;
      }
      if (focused) form.elements.namedItem(focused)?.focus();
      block.removeAttribute("aria-busy");
      announce(fields.dataset.updated);
    } catch (error) {
      if (error.name === "AbortError") return; // the next choice has asked already
      block.removeAttribute("aria-busy");
      refresh.hidden = false;
    }
  });
}

/** Sends the form in the background. The answer is the cart page, which has the new count in its header. */
function enhanceBuying(form) {
  const status = one("[data-buy-status]", form);
  form.addEventListener("submit", async (event) => {
    event.preventDefault();
    const button = one("[data-add-button]", form);
    if (button.getAttribute("aria-busy") === "true") return;
    button.setAttribute("aria-busy", "true");
    let problem = form.dataset.failed;
    try {
      const response = await fetch(form.action, { method: "POST", body: new URLSearchParams(new FormData(form)) });
      const answer = new DOMParser().parseFromString(await response.text(), "text/html");
      const link = one("[data-cart-link]", answer);
      if (response.ok && link) {
        one("[data-cart-link]")?.replaceWith(document.importNode(link, true));
        problem = "";
      } else {
        problem = all(".error-summary li", answer).map((item) => item.textContent.trim()).join(" ") || problem;
      }
    } catch {
      problem = form.dataset.failed;
    } finally {
      button.removeAttribute("aria-busy");
    }
    status.hidden = false;
    status.classList.toggle("is-problem", Boolean(problem));
    status.textContent = problem || form.dataset.added;
    if (!problem) {
      const link = document.createElement("a");
      link.href = one("[data-cart-link]").href;
      link.textContent = form.dataset.viewCart;
      status.append(" ", link);
    }
    announce(problem || form.dataset.added);
  });
}

function release(form) {
  delete form.dataset.sent;
  all('[aria-busy="true"]').filter((button) => button.form === form).forEach((button) => button.removeAttribute("aria-busy"));
}

/** Marks a form that is under way, and keeps a second click from sending it again. */
function guardForm(form) {
  form.addEventListener("submit", (event) => {
    if (form.dataset.sent === "yes") {
      event.preventDefault();
      return;
    }
    form.dataset.sent = "yes";
    event.submitter?.setAttribute("aria-busy", "true");
    // Who stopped the page from loading may send it again; the shop knows a payment that it has seen before.
    setTimeout(() => release(form), 20_000);
  });
}

all("form[data-suggest]").forEach(enhanceSearch);
all("[data-stepper]").forEach(enhanceStepper);
all("[data-gallery]").forEach(enhanceGallery);
for (const form of all("[data-buy]")) {
  enhanceVariants(form);
  enhanceQuote(form);
  if (form.dataset.added) enhanceBuying(form);
}
all("[data-address]").forEach(enhanceAddress);
all("form[data-busy]").forEach(guardForm);
for (const button of all("[data-print]")) {
  button.hidden = false;
  button.addEventListener("click", () => print());
}
one("[data-focus]")?.focus();

// A page that comes back from the browser's memory was never left, as far as its forms know.
addEventListener("pageshow", (event) => {
  if (!event.persisted) return;
  all("form[data-busy]").forEach(release);
});
