"""The explorer page: a plain editor that works anywhere, and GraphiQL in its place where its CDN can be reached."""

from __future__ import annotations

import html
import json

__all__ = ["page"]

_CDN = "https://unpkg.com"
_STYLE = {
    "href": f"{_CDN}/graphiql@3.8.3/graphiql.min.css",
    "integrity": "sha384-Mq3vbRBY71jfjQAt/DcjxUIYY33ksal4cgdRt9U/hNPvHBCaT2JfJ/PTRiPKf0aM",
}
_SCRIPTS = [
    {
        "src": f"{_CDN}/react@18.3.1/umd/react.production.min.js",
        "integrity": "sha384-DGyLxAyjq0f9SPpVevD6IgztCFlnMF6oW/XQGmfe+IsZ8TqEiDrcHkMLKI6fiB/Z",
    },
    {
        "src": f"{_CDN}/react-dom@18.3.1/umd/react-dom.production.min.js",
        "integrity": "sha384-gTGxhz21lVGYNMcdJOyq01Edg0jhn/c22nsx0kyqP0TxaV5WVdsSH1fSDUf5YJj1",
    },
    {
        "src": f"{_CDN}/graphiql@3.8.3/graphiql.min.js",
        "integrity": "sha384-HbRVEFG0JGJZeAHCJ9Xm2+tpknBQ7QZmNlO/DgZtkZ0aJSypT96YYGRNod99l9Ie",
    },
]
"""What the page loads, with the hashes of the files in the npm packages: a browser runs nothing else, since the page
may hold an admin token."""

_EXAMPLES = {
    "shop": "query Hello {\n  shop {\n    name\n    channel { name currencyCode }\n  }\n}\n",
    "admin": "query Hello {\n  plugins {\n    name\n    version\n  }\n}\n",
}


def page(endpoint: str, name: str) -> str:
    """Returns the HTML of the explorer of one endpoint."""
    example = _EXAMPLES.get(name, "{ __typename }")
    config = {"endpoint": endpoint, "example": example, "style": _STYLE, "scripts": _SCRIPTS}
    encoded = json.dumps(config).replace("<", "\\u003c")
    return _PAGE.replace("{{title}}", html.escape(f"Fondaco {name} API")).replace("{{config}}", encoded)


_PAGE = """<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{{title}}</title>
<style>
  body { margin: 0; font: 15px/1.5 system-ui, sans-serif; color: #1c1b1a; background: #faf8f5; }
  #graphiql { height: 100vh; }
  #plain { display: grid; grid-template: auto 1fr / 1fr 1fr; gap: .75rem; height: 100vh; padding: 1rem;
    box-sizing: border-box; }
  #plain header { grid-column: 1 / -1; display: flex; flex-wrap: wrap; gap: .75rem; align-items: center; }
  #plain h1 { font-size: 1.1rem; margin: 0 auto 0 0; }
  #plain label { display: flex; flex-direction: column; font-weight: 600; gap: .25rem; min-height: 0; }
  #plain .column { display: grid; grid-template-rows: 3fr 1fr 1fr; gap: .75rem; min-height: 0; }
  textarea, pre { flex: 1; font: 13px/1.5 ui-monospace, monospace; padding: .75rem; background: #fff;
    border: 1px solid #c9c2b8; border-radius: 6px; margin: 0; resize: none; overflow: auto; }
  button { font: inherit; padding: .4rem 1rem; border: 0; border-radius: 6px; background: #7a3b1d; color: #fff;
    cursor: pointer; }
  @media (max-width: 700px) {
    #plain { grid-template: auto auto auto / 1fr; height: auto; } textarea { min-height: 8rem; }
  }
</style>
</head>
<body>
<main id="plain">
  <header>
    <h1>{{title}}</h1>
    <button id="schema" type="button">Show schema</button>
    <button id="run" type="button">Run</button>
  </header>
  <div class="column">
    <label>Query <textarea id="query" spellcheck="false"></textarea></label>
    <label>Variables (JSON) <textarea id="variables" spellcheck="false">{}</textarea></label>
    <label>Headers (JSON) <textarea id="headers" spellcheck="false">{}</textarea></label>
  </div>
  <pre id="answer" tabindex="0" aria-live="polite" aria-label="Answer"></pre>
</main>
<div id="graphiql" hidden></div>
<script type="application/json" id="config">{{config}}</script>
<script>
  const config = JSON.parse(document.getElementById("config").textContent);
  const element = id => document.getElementById(id);
  element("query").value = config.example;
  async function run(query) {
    const answer = element("answer");
    try {
      const response = await fetch(config.endpoint, {
        method: "POST",
        headers: { "content-type": "application/json", ...JSON.parse(element("headers").value || "{}") },
        body: JSON.stringify({ query, variables: JSON.parse(element("variables").value || "{}") }),
      });
      answer.textContent = JSON.stringify(await response.json(), null, 2);
    } catch (error) {
      answer.textContent = String(error);
    }
  }
  element("run").onclick = () => run(element("query").value);
  element("schema").onclick = () => run("{ __schema { types { name kind description fields { name description } } } }");
  const load = (tag, attributes) => new Promise((resolve, reject) => {
    const loaded = Object.assign(document.createElement(tag), { crossOrigin: "anonymous", ...attributes });
    loaded.onload = resolve; loaded.onerror = reject;
    document.head.append(loaded);
  });
  (async () => {
    await load("link", { rel: "stylesheet", ...config.style });
    for (const script of config.scripts) await load("script", script);
    element("plain").remove();
    element("graphiql").hidden = false;
    ReactDOM.createRoot(element("graphiql")).render(React.createElement(GraphiQL, {
      fetcher: GraphiQL.createFetcher({ url: config.endpoint }),
      defaultQuery: config.example,
      headerEditorEnabled: true,
    }));
  })().catch(() => console.info("GraphiQL's CDN cannot be reached; the plain editor stays."));
</script>
</body>
</html>
"""
