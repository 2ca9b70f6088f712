"""What a template cannot do."""

from __future__ import annotations

import subprocess
import sys
import textwrap
from collections.abc import Callable
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from fondaco_storefront.addresses import SiteAddresses
from fondaco_storefront.forms import FormError
from fondaco_storefront.templates import Templates
from fondaco_storefront.theme import Theme
from fondaco_storefront.view import View

ThemeFactory = Callable[..., Path]


@pytest.fixture
def render(make_theme: ThemeFactory, tiny_theme: Theme) -> Callable[..., str]:
    def run(template: str, *, fuel: int = 100_000, view: dict[str, Any] | None = None, **context: Any) -> str:
        folder = make_theme({"templates/home.html": template})
        fields = {
            "addresses": SiteAddresses(tiny_theme, ("en", "zh-Hans")),
            "catalogue": tiny_theme.catalogue("en"),
            "zone": ZoneInfo("UTC"),
            "locale": "en",
            "page": "home",
            **(view or {}),
        }
        return Templates(folder, fuel).render("home.html", View(**fields), context)

    return run


@pytest.mark.parametrize(
    "template",
    [
        "{{ t.__globals__ }}",
        "{{ t.__class__.__mro__ }}",
        "{{ t.__code__ }}",
        "{{ t|attr('__globals__') }}",
        "{{ t['__globals__'] }}",
        "{{ ''.__class__ }}",
        "{{ [].__class__.__base__.__subclasses__() }}",
        "{{ product.__class__ }}",
        "{{ product['__class__'] }}",
        "{{ product.items.__self__ }}",
        "{{ product.title.format }}",
        "{{ money.__wrapped__ }}",
        "{{ lipsum.__globals__ }}",
        "{{ cycler.__init__ }}",
        "{{ self.__init__ }}",
        "{{ debug() }}",
        "{{ open('/etc/passwd') }}",
        "{{ eval('1') }}",
        "{{ __import__('os') }}",
        "{% include '../theme.toml' %}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
    ],
)
def test_python_is_out_of_reach(render: Callable[..., str], template: str) -> None:
    with pytest.raises(
        Exception, match=r"undefined|unknown|does not exist|non-existing|not callable|unexpected|no method"
    ):
        render(template, product={"title": "Cup"})


def test_an_endless_template_runs_out_of_fuel(render: Callable[..., str]) -> None:
    loops = "{% for a in range(1000) %}{% for b in range(1000) %}{{ a }}{% endfor %}{% endfor %}"
    with pytest.raises(Exception, match="fuel"):
        render(loops)


def test_a_macro_that_calls_itself_for_ever_is_stopped(render: Callable[..., str]) -> None:
    with pytest.raises(Exception, match=r"recursion|fuel"):
        render("{% macro again() %}{{ again() }}{% endmacro %}{{ again() }}")


def test_a_misspelt_field_is_an_error_and_not_an_empty_page(render: Callable[..., str]) -> None:
    with pytest.raises(Exception, match="undefined"):
        render("{{ product.titel }}", product={"title": "Cup"})


@pytest.mark.parametrize(
    "template",
    ["{{ text }}", "{{ text|upper }}", "{% set x %}{{ text }}{% endset %}{{ x }}", "{{ t('hello') ~ text }}"],
)
def test_text_is_always_escaped(render: Callable[..., str], template: str) -> None:
    assert "<" not in render(template, text="<script>alert(1)</script>")


def test_text_in_a_script_of_data_cannot_end_it(render: Callable[..., str]) -> None:
    found = render('<script type="application/ld+json">{{ {"name": text}|tojson }}</script>', text="</script><b>'&")
    assert found.count("<") == 2
    assert "\\u003c/script" in found


def test_markup_passes_only_sanitised(render: Callable[..., str]) -> None:
    assert render("{{ html|richtext }}", html="<p>x</p><script>1</script>") == "<p>x</p>"
    assert render("{{ html|richtext }}", html=None) == ""


def test_a_form_shows_what_was_typed_in_and_what_is_wrong_with_it(render: Callable[..., str]) -> None:
    view = {"form": {"email": "<ada>"}, "errors": (FormError("REQUIRED", "This is needed.", "name"),)}
    assert render("{{ value('email', 'stored') }}|{{ value('name', 'stored') }}", view=view) == "&lt;ada&gt;|"
    assert render("{{ error('name') }}|{{ error('email') }}", view=view) == "This is needed.|"
    assert render("{{ value('email', 'stored') }}|{{ value('email', none) }}") == "stored|"


def test_a_theme_cannot_bring_python(tmp_path: Path, make_theme: ThemeFactory) -> None:
    folder = make_theme({"conftest.py": "raise SystemExit", "__init__.py": "raise SystemExit"})
    program = f"""
        import sys
        from pathlib import Path
        from fondaco_storefront.templates import Templates
        Templates(Path({str(folder)!r}), 1000)
        assert not [name for name, module in sys.modules.items()
                    if (getattr(module, "__file__", None) or "").startswith({str(tmp_path)!r})]
    """
    subprocess.run([sys.executable, "-c", textwrap.dedent(program)], check=True, timeout=60)
