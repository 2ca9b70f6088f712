"""What is shown of a product: uploaded files and pictures of others, described, ordered, removed, fetched."""

from __future__ import annotations

import asyncio
import io
from typing import Any
from uuid import UUID

import httpx
import pytest
from fondaco.app import App
from fondaco.db import execute, fetch_value
from fondaco.errors import NotFoundError, UnavailableError
from fondaco.files import find_file
from fondaco.files.jobs import clean_files
from fondaco.files.spool import Spool
from fondaco.ids import decode_global_id, encode_global_id, new_id
from fondaco.jobs import JobContext
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import ADMIN_TOKEN
from fondaco_catalog.service.mirroring import mirror_media
from PIL import Image

MEDIA = "media { id kind url alt width height }"
STAFF = {"authorization": f"Bearer {ADMIN_TOKEN}"}


def png(width: int = 1000, height: int = 500) -> bytes:
    out = io.BytesIO()
    Image.new("RGB", (width, height), "#336699").save(out, "PNG")
    return out.getvalue()


GLB = b'glTF\x02\0\0\0\x30\0\0\0\x1c\0\0\0JSON{"asset":{"version":"2.0"}} '


@pytest.fixture
def upload(http: httpx.AsyncClient) -> Any:
    """Uploads a file and returns its id."""

    async def send(content: bytes | None = None, name: str = "a.png", *, private: bool = False) -> str:
        path = "/files/upload?private=true" if private else "/files/upload"
        answer = await http.post(path, files={"file": (name, content or png())}, headers=STAFF)
        assert answer.status_code == 201, answer.text
        return str(answer.json()["id"])

    return send


async def add(admin: GraphQLClient, product: dict[str, Any], *media: dict[str, Any], **more: Any) -> dict[str, Any]:
    return await admin.change(
        "productMediaAdd", {"productId": product["id"], "media": list(media), **more}, f"product {{ {MEDIA} }}"
    )


def codes(payload: dict[str, Any]) -> list[str]:
    return [error["code"] for error in payload["errors"]]


async def test_an_uploaded_picture_is_shown_in_every_width_it_is_wide_enough_for(
    shop: GraphQLClient, admin: GraphQLClient, http: httpx.AsyncClient, catalogue: Any, upload: Any
) -> None:
    # given
    product = await catalogue.product("Cup", slug="cup")
    file_id = await upload()
    # when
    [shown] = (await add(admin, product, {"fileId": file_id, "alt": "A blue cup"}))["product"]["media"]
    # then
    key = UUID(decode_global_id(file_id)[1])
    assert shown | {"id": ""} == {
        "id": "",
        "kind": "IMAGE",
        "url": f"/files/{key}/original.png",
        "alt": "A blue cup",
        "width": 1000,
        "height": 500,
    }
    found = (
        await shop(
            """{ product(slug: "cup") { media { alt posterUrl small: url(width: 100) wide: url(width: 900, format: AVIF)
            huge: url(width: 9999, format: JPG) best: url(format: WEBP) derivatives { url width height } } } }"""
        )
    )["product"]["media"][0]
    assert (found["small"], found["wide"]) == (f"/files/{key}/160.webp", f"/files/{key}/960.avif")
    assert (found["huge"], found["best"]) == (f"/files/{key}/2560.jpg", f"/files/{key}/2560.webp")
    assert found["posterUrl"] is None
    assert [(one["width"], one["height"]) for one in found["derivatives"]] == [
        (160, 80),
        (320, 160),
        (480, 240),
        (640, 320),
        (960, 480),
        (1000, 500),
    ]
    for one in found["derivatives"]:
        answer = await http.get(one["url"])
        with Image.open(io.BytesIO(answer.content)) as image:
            assert image.size == (one["width"], one["height"])
    wrong = await shop.raw('{ product(slug: "cup") { media { url(width: 0) } } }')
    assert wrong["errors"][0]["extensions"]["code"] == "INVALID_WIDTH"


async def test_videos_models_and_pictures_of_others_are_shown_as_they_are(
    admin: GraphQLClient, catalogue: Any, upload: Any
) -> None:
    product = await catalogue.product("Cup")
    model = {"fileId": await upload(GLB, "cup.glb"), "alt": "The cup, to be turned"}
    other = {"url": "https://cdn.example/cup.jpg", "alt": "From the maker"}
    poster = await upload()
    payload = await add(admin, product, model, other)
    assert payload["errors"] == []
    shown = payload["product"]["media"]
    assert [one["kind"] for one in shown] == ["MODEL_3D", "IMAGE"]
    data = {"id": shown[0]["id"], "posterFileId": poster}
    changed = await admin.change(
        "productMediaUpdate", data, "product { media { posterUrl(width: 300, format: JPG) url(width: 300) fileId } }"
    )
    first, second = changed["product"]["media"]
    assert first["posterUrl"] == f"/files/{decode_global_id(poster)[1]}/320.jpg"
    assert (first["url"].endswith("/original.glb"), first["fileId"]) == (True, model["fileId"])
    assert (second["url"], second["fileId"]) == ("https://cdn.example/cup.jpg", None)
    none = await admin.change("productMediaUpdate", {"id": shown[0]["id"], "posterFileId": None}, "product { id }")
    assert none["errors"] == []


async def test_what_cannot_be_shown_is_refused_and_nothing_is_added(
    admin: GraphQLClient, catalogue: Any, upload: Any
) -> None:
    product = await catalogue.product("Cup", publish=False)
    file_id, document = await upload(), await upload(b"%PDF-1.7\n%%EOF\n", "a.pdf")
    nothing = encode_global_id("File", new_id())
    cases: list[tuple[list[dict[str, Any]], str]] = [
        ([{"fileId": nothing}], "FILE_NOT_FOUND"),
        ([{"url": f"/files/{new_id()}/original.png"}], "FILE_NOT_FOUND"),
        ([{"fileId": "nonsense"}], "INVALID_ID"),
        ([{"fileId": document}], "MEDIA_KIND_NOT_SHOWN"),
        ([{"fileId": await upload(private=True)}], "MEDIA_KIND_NOT_SHOWN"),
        ([{}], "FILE_OR_URL_REQUIRED"),
        ([{"fileId": file_id, "url": "https://x.example/1.jpg"}], "FILE_OR_URL_REQUIRED"),
        ([{"url": "javascript:alert(1)"}], "INVALID_URL"),
        ([{"fileId": file_id}, {"fileId": file_id}], "DUPLICATE_MEDIA"),
        ([{"fileId": file_id, "posterFileId": document}], "POSTER_NOT_IMAGE"),
        ([{"url": f"https://x.example/{number}"} for number in range(251)], "TOO_MANY_MEDIA"),
    ]
    for media, code in cases:
        assert codes(await add(admin, product, *media)) == [code], media[0]
    assert await fetch_value("SELECT count(*) FROM catalog.product_media") == 0
    unknown = {"id": encode_global_id("ProductMedia", new_id())}
    assert codes(await admin.change("productMediaUpdate", unknown, "product { id }")) == ["MEDIA_NOT_FOUND"]
    assert codes(await admin.change("productMediaRemove", unknown, "product { id }")) == ["MEDIA_NOT_FOUND"]


async def test_a_product_is_published_when_every_picture_says_what_it_shows(
    admin: GraphQLClient, catalogue: Any
) -> None:
    # given
    product = await catalogue.product(
        "Cup", publish=False, media=[{"url": "/1.jpg", "alt": "x"}, {"url": "/2.jpg", "alt": ""}]
    )
    publish = {"id": product["id"], "channels": ["default"]}
    # when
    refused = await admin.change("productPublish", publish, "product { id }")
    # then
    [error] = refused["errors"]
    assert (error["code"], error["field"]) == ("MEDIA_ALT_MISSING", ["media", "1", "alt"])
    assert "/2.jpg" in error["message"]
    shown = (await admin("query ($id: ID!) { product(id: $id) { media { id } } }", {"id": product["id"]}))["product"]
    second = shown["media"][1]["id"]
    await catalogue.change("productMediaUpdate", {"id": second, "alt": "The handle"}, "product { id }")
    await catalogue.change("productPublish", publish, "product { id }")
    # and published it has to stay so
    assert codes(await admin.change("productMediaUpdate", {"id": second, "alt": " "}, "product { id }")) == [
        "MEDIA_ALT_MISSING"
    ]
    assert codes(await add(admin, product, {"url": "/3.jpg"})) == ["MEDIA_ALT_MISSING"]
    update = {"id": product["id"], "media": [{"url": "/4.jpg"}]}
    assert codes(await admin.change("productUpdate", update, "product { id }")) == ["MEDIA_ALT_MISSING"]
    assert await fetch_value("SELECT array_agg(alt ORDER BY position) FROM catalog.product_media") == [
        "x",
        "The handle",
    ]


async def test_alternative_texts_come_in_the_readers_language(
    shop: GraphQLClient, admin: GraphQLClient, catalogue: Any
) -> None:
    product = await catalogue.product("Cup", slug="cup")
    chinese = {"locale": "zh-hans", "alt": "蓝色杯子"}
    german = {"locale": "de", "alt": "Blaue Tasse"}
    added = await add(admin, product, {"url": "/1.jpg", "alt": "A cup", "translations": [chinese, german]})
    media_id = added["product"]["media"][0]["id"]
    query = '{ product(slug: "cup") { media { alt } } }'
    for locale, alt in (("zh-Hans", "蓝色杯子"), ("de", "Blaue Tasse"), ("en", "A cup")):
        assert (await shop(query, fondaco_locale=locale))["product"]["media"] == [{"alt": alt}]
    changed = await catalogue.change(
        "productMediaUpdate",
        {"id": media_id, "translations": [{"locale": "de", "alt": ""}]},
        "product { media { alt translations { locale alt } } }",
    )
    assert changed["product"]["media"] == [{"alt": "A cup", "translations": [{"locale": "zh-Hans", "alt": "蓝色杯子"}]}]
    assert (await shop(query, fondaco_locale="de"))["product"]["media"] == [{"alt": "A cup"}]


async def test_media_is_put_into_an_order_and_taken_away(admin: GraphQLClient, catalogue: Any) -> None:
    product = await catalogue.product(
        "Cup",
        media=[{"url": f"/{number}.jpg"} for number in (1, 2, 3)],
        variants=[{"mediaUrl": "/2.jpg", "prices": [{"channel": "default", "price": "1"}]}],
    )
    front = (await add(admin, product, {"url": "/0.jpg", "alt": "zero"}, position=0))["product"]["media"]
    assert [one["url"] for one in front] == ["/0.jpg", "/1.jpg", "/2.jpg", "/3.jpg"]
    data = {"productId": product["id"], "mediaIds": [front[3]["id"], front[1]["id"]]}
    ordered = (await catalogue.change("productMediaReorder", data, f"product {{ {MEDIA} }}"))["product"]["media"]
    assert [one["url"] for one in ordered] == ["/3.jpg", "/1.jpg", "/0.jpg", "/2.jpg"]
    other = await catalogue.product("Jug", media=[{"url": "/x.jpg"}])
    wrong = {"productId": other["id"], "mediaIds": [front[0]["id"]]}
    assert codes(await admin.change("productMediaReorder", wrong, "product { id }")) == ["MEDIA_NOT_FOUND"]
    left = await catalogue.change(
        "productMediaRemove", {"id": front[2]["id"]}, f"product {{ {MEDIA} variants {{ media {{ id }} }} }}"
    )
    assert [one["url"] for one in left["product"]["media"]] == ["/3.jpg", "/1.jpg", "/0.jpg"]
    assert left["product"]["variants"] == [{"media": None}]
    assert await fetch_value(
        "SELECT array_agg(position ORDER BY position) FROM catalog.product_media WHERE url <> '/x.jpg'"
    ) == [0, 1, 2]


async def test_who_read_an_older_version_of_the_product_changes_nothing(admin: GraphQLClient, catalogue: Any) -> None:
    product = await catalogue.product("Cup", media=[{"url": "/1.jpg"}])
    query = "query ($id: ID!) { product(id: $id) { version media { id } } }"
    read = (await admin(query, {"id": product["id"]}))["product"]
    media_id, old = read["media"][0]["id"], {"expectedVersion": read["version"]}
    await catalogue.change("productMediaUpdate", {"id": media_id, "alt": "first", **old}, "product { id }")
    for mutation, data in (
        ("productMediaUpdate", {"id": media_id, "alt": "second"}),
        ("productMediaAdd", {"productId": product["id"], "media": [{"url": "/2.jpg", "alt": "x"}]}),
        ("productMediaReorder", {"productId": product["id"], "mediaIds": [media_id]}),
        ("productMediaRemove", {"id": media_id}),
    ):
        assert codes(await admin.change(mutation, {**data, **old}, "product { id }")) == ["VERSION_CONFLICT"]
    assert await fetch_value("SELECT array_agg(alt) FROM catalog.product_media") == ["first"]


async def test_changes_at_the_same_moment_lose_nothing(admin: GraphQLClient, catalogue: Any, upload: Any) -> None:
    product = await catalogue.product("Cup")
    files = [await upload(png(100 + number, 50)) for number in range(4)]
    payloads = await asyncio.gather(*(add(admin, product, {"fileId": id_, "alt": "x"}) for id_ in files))
    assert [codes(payload) for payload in payloads] == [[], [], [], []]
    assert await fetch_value("SELECT array_agg(position ORDER BY position) FROM catalog.product_media") == [0, 1, 2, 3]
    twice = await asyncio.gather(*(add(admin, product, {"url": "/same.jpg", "alt": "x"}) for _ in range(3)))
    assert sorted(codes(payload) for payload in twice) == [[], ["DUPLICATE_MEDIA"], ["DUPLICATE_MEDIA"]]


async def test_a_file_stays_as_long_as_a_product_shows_it_and_goes_after_the_grace(
    app: App, admin: GraphQLClient, catalogue: Any, upload: Any
) -> None:
    product = await catalogue.product("Cup")
    file_id = await upload()
    key = UUID(decode_global_id(file_id)[1])
    [shown] = (await add(admin, product, {"fileId": file_id, "alt": "x"}))["product"]["media"]
    job = JobContext(app=app, context=app.system_context())
    await clean_files(job)
    await execute("UPDATE system.file SET unused_since = unused_since - interval '8 days'")
    await clean_files(job)
    assert await find_file(key) is not None
    await catalogue.change("productMediaRemove", {"id": shown["id"]}, "product { id }")
    await clean_files(job)
    assert await find_file(key) is not None
    await execute("UPDATE system.file SET unused_since = unused_since - interval '8 days'")
    await clean_files(job)
    assert await find_file(key) is None


async def test_the_path_of_a_file_stands_for_the_file_in_updates_and_imports(
    admin: GraphQLClient, catalogue: Any, upload: Any
) -> None:
    file_id = await upload()
    path = f"/files/{decode_global_id(file_id)[1]}/original.png"
    product = await catalogue.product("Cup", media=[{"url": path, "alt": "A cup"}])
    query = "query ($id: ID!) { product(id: $id) { media { url fileId width } } }"
    assert (await admin(query, {"id": product["id"]}))["product"]["media"] == [
        {"url": path, "fileId": file_id, "width": 1000}
    ]


class FakeFetcher:
    """Gives out pictures, or errors, by address."""

    def __init__(self, answers: dict[str, bytes | Exception]) -> None:
        self.answers = answers
        self.asked: list[str] = []

    async def fetch(self, url: str, spool: Spool) -> str:
        self.asked.append(url)
        found = self.answers[url]
        if isinstance(found, Exception):
            raise found
        await spool.write(found)
        return url


async def test_pictures_of_others_are_fetched_and_stay_known_by_their_address(
    app: App, admin: GraphQLClient, catalogue: Any
) -> None:
    # given
    host = "https://cdn.example"
    product = await catalogue.product(
        "Cup",
        media=[{"url": f"{host}/{name}.jpg", "alt": name} for name in ("good", "gone", "slow", "evil")]
        + [{"url": "/local.svg"}],
    )
    fetcher: Any = FakeFetcher(
        {
            f"{host}/good.jpg": png(300, 200),
            f"{host}/gone.jpg": NotFoundError("x", code="REMOTE_FILE_MISSING"),
            f"{host}/slow.jpg": UnavailableError("x", code="REMOTE_UNAVAILABLE"),
            f"{host}/evil.jpg": b"<svg><script>alert(1)</script></svg>",
        }
    )
    job = JobContext(app=app, context=app.system_context())
    # when
    assert await mirror_media(job, fetcher=fetcher) == 1
    assert await mirror_media(job, fetcher=fetcher) == 0
    # then
    assert sorted(fetcher.asked) == sorted(fetcher.answers)
    query = "query ($id: ID!) { product(id: $id) { media { url alt width fileId mirrorError } } }"
    shown = (await admin(query, {"id": product["id"]}))["product"]["media"]
    assert [one["mirrorError"] for one in shown] == [
        None,
        "REMOTE_FILE_MISSING",
        "REMOTE_UNAVAILABLE",
        "SVG_NOT_ALLOWED",
        None,
    ]
    good = shown[0]
    assert (good["alt"], good["width"]) == ("good", 300)
    assert good["url"].startswith("/files/")
    # a file that names the address again means the same picture
    update = {"id": product["id"], "media": [{"url": f"{host}/good.jpg", "alt": "better"}]}
    again = (await catalogue.change("productUpdate", update, "product { media { url alt fileId } }"))["product"]
    assert again["media"] == [{"url": good["url"], "alt": "better", "fileId": good["fileId"]}]


async def test_the_job_fetches_nothing_unless_the_settings_say_so(app: App, worker: Any, catalogue: Any) -> None:
    await catalogue.product("Cup", media=[{"url": "https://cdn.example/1.jpg"}])
    job = app.jobs.get("catalog.mirror_media")
    assert job is not None
    await job.run(JobContext(app=app, context=app.system_context()))
    assert await fetch_value("SELECT mirror_after FROM catalog.product_media") is None


async def test_the_database_holds_what_the_service_promises(catalogue: Any) -> None:
    await catalogue.product("Cup", media=[{"url": "/1.jpg"}])
    for change in ("kind = 'audio'", "kind = 'video'", f"file = '{new_id()}'", f"poster = '{new_id()}'", "width = 0"):
        with pytest.raises(Exception, match="violates"):
            await execute(f"UPDATE catalog.product_media SET {change}")


async def test_a_focal_point_is_kept_and_decides_what_a_cut_shows(
    shop: GraphQLClient, admin: GraphQLClient, http: httpx.AsyncClient, catalogue: Any, upload: Any
) -> None:
    # given
    product = await catalogue.product("Cup", slug="cup")
    file_id = await upload()
    given = {"fileId": file_id, "alt": "A cup", "focalPoint": {"x": 0.2, "y": 0.5}}
    [shown] = (await add(admin, product, given))["product"]["media"]
    query = """
    query { product(slug: "cup") { media {
        colour focalPoint { x y } url(width: 300, crop: SQUARE) derivatives(format: JPG, crop: SQUARE) { url width height }
    } } }
    """
    # when
    [found] = (await shop(query))["product"]["media"]
    # then
    assert (found["colour"], found["focalPoint"]) == ("#336699", {"x": 0.2, "y": 0.5})
    assert "/320-square-20-50-" in found["url"]
    sizes = [(each["width"], each["height"]) for each in found["derivatives"]]
    assert sizes == [(160, 160), (320, 320), (480, 480), (500, 500)]
    answer = await http.get(found["derivatives"][-1]["url"])
    with Image.open(io.BytesIO(answer.content)) as image:
        assert image.size == (500, 500)
    # and another point is another address
    change = {"id": shown["id"], "focalPoint": None}
    assert codes(await admin.change("productMediaUpdate", change, "product { id }")) == []
    [found] = (await shop(query))["product"]["media"]
    assert (found["focalPoint"], "/320-square-50-50-" in found["url"]) == (None, True)
    for wrong in ({"x": -0.1, "y": 0}, {"x": 0, "y": 1.01}):
        payload = await admin.change("productMediaUpdate", {**change, "focalPoint": wrong}, "product { id }")
        assert codes(payload) == ["INVALID_FOCAL_POINT"]


async def test_a_file_says_which_products_show_it(admin: GraphQLClient, catalogue: Any, upload: Any) -> None:
    file_id, other = await upload(), await upload()
    for title, slug in (("Cup", "cup"), ("Pot", "pot")):
        await add(admin, await catalogue.product(title, slug=slug), {"fileId": file_id, "alt": title})
    query = "query ($id: ID!) { file(id: $id) { products { slug } } }"
    assert (await admin(query, {"id": file_id}))["file"]["products"] == [{"slug": "pot"}, {"slug": "cup"}]
    assert (await admin(query, {"id": other}))["file"]["products"] == []
