"""What is accepted, what is refused, and what is left of a picture afterwards."""

from __future__ import annotations

import io
import tempfile
from pathlib import Path
from typing import Any

import file_samples as samples
import pytest
from fondaco.errors import DomainError
from fondaco.files.kinds import HEAD_BYTES, FileKind, recognise
from fondaco.files.pictures import Crop, PictureCrop, PictureFormat, derive
from fondaco.files.uploads import clean_name
from fondaco.files.verification import refuse_mismatch, verified
from hypothesis import given
from hypothesis import strategies as st
from PIL import Image

MAX_PIXELS = 50_000_000
GOOD = {
    "image/jpeg": (samples.picture("JPEG"), (64, 48)),
    "image/png": (samples.picture("PNG"), (64, 48)),
    "image/webp": (samples.picture("WEBP"), (64, 48)),
    "image/avif": (samples.picture("AVIF"), (64, 48)),
    "image/gif": (samples.picture("GIF"), (64, 48)),
    "video/mp4": (samples.mp4(), (640, 360)),
    "video/webm": (samples.webm(), (320, 180)),
    "model/gltf-binary": (samples.glb(), None),
    "model/gltf+json": (samples.gltf(), None),
    "application/pdf": (samples.pdf(), None),
    "application/epub+zip": (samples.epub(), None),
    "application/zip": (samples.jar(), None),
    "audio/wav": (samples.wav(), None),
    "audio/mp4": (samples.mp4(0, 0).replace(b"isom", b"M4A ", 1), None),
}
SCRIPT = b"<script>alert(document.domain)</script>"


def check(content: bytes, tmp_path: Path, *, max_pixels: int = MAX_PIXELS) -> tuple[bytes, Any]:
    source = tmp_path / "source"
    source.write_bytes(content)
    found = verified(
        source, recognise(content[:HEAD_BYTES]), tmp_path / "target", max_pixels=max_pixels, max_frames=1000
    )
    return found.path.read_bytes(), found.size


def refusal(content: bytes, tmp_path: Path) -> str:
    with pytest.raises(DomainError) as refused:
        check(content, tmp_path)
    return refused.value.code


@pytest.mark.parametrize("content_type", GOOD)
def test_a_good_file_is_known_by_its_content_and_accepted(content_type: str, tmp_path: Path) -> None:
    content, size = GOOD[content_type]
    type_ = recognise(content)
    kept, found = check(content, tmp_path)
    assert (type_.content_type, found) == (content_type, size)
    if type_.kind is FileKind.IMAGE:
        with Image.open(io.BytesIO(kept)) as image:
            assert image.size == size
    else:
        assert kept == content


@pytest.mark.parametrize(
    "picture",
    [*(samples.picture(format_) for format_ in ("PNG", "JPEG", "WEBP", "AVIF")), samples.ktx2(2_048, 2_048)],
    ids=["png", "jpeg", "webp", "avif", "ktx2"],
)
@pytest.mark.parametrize("inline", [False, True])
def test_a_model_keeps_its_textures_as_they_came(picture: bytes, inline: bool, tmp_path: Path) -> None:
    model = samples.textured(picture, inline=inline, times=2)
    assert check(model, tmp_path) == (model, None)


@pytest.mark.parametrize(
    ("name", "content", "code"),
    [
        ("svg", b"<svg xmlns='http://www.w3.org/2000/svg'/>", "SVG_NOT_ALLOWED"),
        ("svg with a script", b"<?xml version='1.0'?>\n<!-- x -->\n<svg>" + SCRIPT + b"</svg>", "SVG_NOT_ALLOWED"),
        ("svg behind a byte order mark", b"\xef\xbb\xbf <svg onload='x()'>", "SVG_NOT_ALLOWED"),
        ("svg with a prefix", b"<!DOCTYPE x><s:SVG >", "SVG_NOT_ALLOWED"),
        ("page", b"<!doctype html>" + SCRIPT, "FILE_TYPE_UNSUPPORTED"),
        ("program", b"MZ\x90\0" + bytes(100), "FILE_TYPE_UNSUPPORTED"),
        ("text", b"hello", "FILE_TYPE_UNSUPPORTED"),
        ("archive with bytes before its list", samples.jar().replace(b"PK\1\2", b"....PK\1\2", 1), "FILE_DAMAGED"),
        ("archive with bytes behind", samples.jar() + b"x", "FILE_DAMAGED"),
        ("archive without an end", samples.jar()[:-10], "FILE_DAMAGED"),
        ("music with bytes behind", samples.wav() + b"<script>", "FILE_DAMAGED"),
        ("music with an archive behind", b"ID3\4" + bytes(100) + samples.jar(), "FILE_POLYGLOT"),
        ("quicktime", samples.mp4().replace(b"isom", b"qt  ", 1), "FILE_TYPE_UNSUPPORTED"),
        ("heic", samples.mp4().replace(b"isom", b"heic", 1), "FILE_TYPE_UNSUPPORTED"),
        ("tiff", samples.picture("TIFF"), "FILE_TYPE_UNSUPPORTED"),
        ("bmp", samples.picture("BMP"), "FILE_TYPE_UNSUPPORTED"),
        ("bomb", samples.png_bomb(), "IMAGE_TOO_MANY_PIXELS"),
        ("small bomb", samples.png_bomb(8000), "IMAGE_TOO_MANY_PIXELS"),
        (
            "wall of jpeg",
            samples.picture("JPEG").replace(b"\0\x30\0\x40", b"\xff\xff\xff\xff", 1),
            "IMAGE_TOO_MANY_PIXELS",
        ),
        ("gif of 2,000 specks", samples.gif_of_specks(2000), "IMAGE_TOO_MANY_FRAMES"),
        ("gif whose second frame is a wall", samples.gif_of_specks(2, (60_000, 60_000)), "IMAGE_TOO_MANY_PIXELS"),
        ("webp of 2,000 specks", samples.webp_of_specks(2000), "IMAGE_TOO_MANY_FRAMES"),
        ("png of a billion specks", samples.png_of_specks(2**30), "IMAGE_TOO_MANY_FRAMES"),
        ("jpeg of 2,000 passes", samples.jpeg_of_passes(2000), "IMAGE_TOO_MANY_FRAMES"),
        ("jpeg with an archive behind", samples.picture("JPEG") + samples.jar(), "FILE_POLYGLOT"),
        ("gif with an archive behind", samples.gif() + samples.jar(), "FILE_POLYGLOT"),
        ("gif that is a script", b"GIF89a/*" + SCRIPT + samples.gif()[6:], "FILE_POLYGLOT"),
        ("jpeg with a script", samples.picture("JPEG", comment=SCRIPT), "FILE_POLYGLOT"),
        ("png with php", samples.picture("PNG") + b"<?php system($_GET[0]); ?>", "FILE_POLYGLOT"),
        ("jpeg that is a pdf", samples.picture("JPEG", comment=b"%PDF-1.7"), "FILE_POLYGLOT"),
        ("film with an archive behind", samples.mp4() + samples.jar(), "FILE_POLYGLOT"),
        ("pdf with an archive behind", samples.pdf() + samples.jar(), "FILE_POLYGLOT"),
        ("film with bytes behind", samples.mp4() + b"x" * 100, "FILE_DAMAGED"),
        (
            "film that calls",
            samples.mp4(reference=(b"url ", b"\0\0\0\0https://evil.example/x.mp4\0")),
            "VIDEO_NOT_SELF_CONTAINED",
        ),
        ("film that is elsewhere", samples.mp4(reference=(b"urn ", bytes(8))), "VIDEO_NOT_SELF_CONTAINED"),
        ("film without a place", samples.mp4(reference=(b"url ", b"")), "VIDEO_NOT_SELF_CONTAINED"),
        ("items elsewhere", samples.mp4_with_items((b"url ", bytes(4))), "VIDEO_NOT_SELF_CONTAINED"),
        ("items elsewhere", samples.mp4_with_items((b"url ", bytes(4)), b""), "VIDEO_NOT_SELF_CONTAINED"),
        ("film without a film", samples.mp4()[:28], "FILE_DAMAGED"),
        ("webm with bytes behind", samples.webm() + b"\0\0", "FILE_DAMAGED"),
        ("model with bytes behind", samples.glb() + b"\0\0\0\0", "FILE_DAMAGED"),
        ("model of old", samples.glb().replace(b"\2\0\0\0", b"\1\0\0\0", 1), "FILE_DAMAGED"),
        ("json", b'{"a": 1}', "FILE_DAMAGED"),
        ("json of another kind", b'{"asset": {"version": "3.0"}}', "FILE_DAMAGED"),
        ("deep json", b'{"a":' + b"[" * 100_000, "FILE_DAMAGED"),
        ("model that reads files", samples.gltf(buffers=[{"uri": "../../etc/passwd"}]), "MODEL_NOT_SELF_CONTAINED"),
        (
            "model that calls in an extension",
            samples.gltf(extensions={"KHR_audio": {"audio": [{"uri": "https://evil.example/x.mp3"}]}}),
            "MODEL_NOT_SELF_CONTAINED",
        ),
        (
            "model with a drawing",
            samples.gltf(images=[{"uri": "data:image/svg+xml;base64,PHN2Zy8+"}]),
            "MODEL_CONTENT_NOT_ALLOWED",
        ),
        (
            "model with a drawing in a buffer",
            samples.glb(images=[{"bufferView": 0, "mimeType": "image/svg+xml"}]),
            "MODEL_CONTENT_NOT_ALLOWED",
        ),
        ("model with a bomb", samples.textured(samples.png_bomb()), "IMAGE_TOO_MANY_PIXELS"),
        ("model with a bomb in its JSON", samples.textured(samples.png_bomb(), inline=True), "IMAGE_TOO_MANY_PIXELS"),
        ("model with a huge texture", samples.textured(samples.ktx2(60_000, 60_000)), "IMAGE_TOO_MANY_PIXELS"),
        ("model with huge faces", samples.textured(samples.ktx2(4_000, 4_000, faces=6)), "IMAGE_TOO_MANY_PIXELS"),
        ("model with specks", samples.textured(samples.webp_of_specks(2_000)), "IMAGE_TOO_MANY_FRAMES"),
        ("model with many", samples.textured(samples.ktx2(7_000, 7_000), times=5), "IMAGE_TOO_MANY_PIXELS"),
        ("model with too many", samples.textured(samples.ktx2(1, 1), times=1_001), "MODEL_TOO_MANY_PICTURES"),
        ("model with half a picture", samples.textured(samples.picture()[:60]), "FILE_DAMAGED"),
        ("model with half a texture", samples.textured(samples.ktx2(4, 4)[:40]), "FILE_DAMAGED"),
        ("model with a text as texture", samples.textured(b"Once upon a time"), "MODEL_CONTENT_NOT_ALLOWED"),
        ("model with a film as texture", samples.textured(samples.mp4()), "MODEL_CONTENT_NOT_ALLOWED"),
        ("model with a picture nowhere", samples.glb(images=[{"bufferView": 7}]), "FILE_DAMAGED"),
        (
            "model with a picture beyond",
            samples.glb(images=[{"bufferView": 0}], bufferViews=[{"buffer": 0, "byteOffset": 4, "byteLength": 1_000}]),
            "FILE_DAMAGED",
        ),
        (
            "model with a negative picture",
            samples.glb(images=[{"bufferView": 0}], bufferViews=[{"buffer": 0, "byteOffset": -4, "byteLength": 4}]),
            "FILE_DAMAGED",
        ),
        ("model with bad base64", samples.gltf(images=[{"uri": "data:image/png;base64,!"}]), "FILE_DAMAGED"),
        ("model whose picture is no picture", samples.glb(images=["x"]), "FILE_DAMAGED"),
        ("model whose pictures are none", samples.glb(images={}), "FILE_DAMAGED"),
        ("model that calls", samples.glb(images=[{"uri": "https://evil.example/x.png"}]), "MODEL_NOT_SELF_CONTAINED"),
    ],
)
def test_what_is_bad_is_refused_with_its_code(name: str, content: bytes, code: str, tmp_path: Path) -> None:
    assert refusal(content, tmp_path) == code, name


@pytest.mark.parametrize(
    ("head", "content_type"),
    [
        (b"ID3\4\0", "audio/mpeg"),
        (b"\xff\xfb\x90", "audio/mpeg"),
        (b"fLaC\0", "audio/flac"),
        (b"OggS\0", "audio/ogg"),
    ],
)
def test_music_is_known_by_its_first_bytes(head: bytes, content_type: str) -> None:
    type_ = recognise(head + bytes(50))
    assert (type_.kind, type_.content_type) == (FileKind.AUDIO, content_type)


@pytest.mark.parametrize("content_type", [name for name in GOOD if name != "model/gltf+json"])
@pytest.mark.parametrize("share", [0.5, 0.9])
def test_a_file_that_is_cut_off_is_damaged(content_type: str, share: float, tmp_path: Path) -> None:
    content = GOOD[content_type][0]
    assert refusal(content[: int(len(content) * share)], tmp_path) == "FILE_DAMAGED"


REFUSALS = {
    "",
    "FILE_DAMAGED",
    "FILE_POLYGLOT",
    "FILE_TYPE_UNSUPPORTED",
    "IMAGE_TOO_MANY_FRAMES",
    "IMAGE_TOO_MANY_PIXELS",
    "MODEL_CONTENT_NOT_ALLOWED",
    "MODEL_NOT_SELF_CONTAINED",
    "MODEL_TOO_MANY_PICTURES",
    "VIDEO_NOT_SELF_CONTAINED",
}
"""What may be said of a file that begins well."""


@given(st.data())
def test_whatever_bytes_follow_a_signature_the_answer_is_a_code(data: st.DataObject) -> None:
    content = bytearray(data.draw(st.sampled_from([content for content, _ in GOOD.values()])))
    for _ in range(data.draw(st.integers(1, 12))):
        content[data.draw(st.integers(12, len(content) - 1))] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "source"
        source.write_bytes(content)
        try:
            verified(
                source,
                recognise(bytes(content[:HEAD_BYTES])),
                Path(folder) / "target",
                max_pixels=100_000,
                max_frames=1000,
            )
        except DomainError as error:
            code = error.code
        else:
            code = ""
        assert code in REFUSALS


def test_a_picture_is_turned_upright_and_says_nothing_of_who_took_it_where(tmp_path: Path) -> None:
    before = samples.with_exif()
    assert b"SecretCamera" in before
    kept, size = check(before, tmp_path)
    assert size == (40, 80)
    for secret in (b"Secret", b"Exif", b"xmpmeta", b"GPS"):
        assert secret not in kept
    with Image.open(io.BytesIO(kept)) as image:
        assert not image.getexif()
        assert (image.format, image.size) == ("JPEG", (40, 80))


@pytest.mark.parametrize("format_", ["PNG", "WEBP", "AVIF"])
def test_other_formats_lose_their_metadata_too(format_: str, tmp_path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "SecretCamera"
    kept, _ = check(samples.picture(format_, exif=exif.tobytes()), tmp_path)
    assert b"SecretCamera" not in kept


def test_transparency_and_animation_survive(tmp_path: Path) -> None:
    see_through = Image.new("RGBA", (10, 10), (255, 0, 0, 128))
    out = io.BytesIO()
    see_through.save(out, "PNG")
    with Image.open(io.BytesIO(check(out.getvalue(), tmp_path)[0])) as image:
        assert image.getpixel((5, 5)) == (255, 0, 0, 128)
    with Image.open(io.BytesIO(check(samples.gif(4), tmp_path)[0])) as film:
        assert (film.n_frames, film.info["duration"], film.info["loop"]) == (4, 70, 0)


def test_all_frames_count_as_pixels(tmp_path: Path) -> None:
    check(samples.gif(4), tmp_path, max_pixels=1600)
    with pytest.raises(DomainError) as refused:
        check(samples.gif(5), tmp_path, max_pixels=1999)
    assert refused.value.code == "IMAGE_TOO_MANY_PIXELS"


def test_colours_of_another_profile_become_those_of_srgb(tmp_path: Path) -> None:
    cmyk = Image.new("CMYK", (8, 8), (0, 255, 255, 0))
    out = io.BytesIO()
    cmyk.save(out, "JPEG", quality=95)
    with Image.open(io.BytesIO(check(out.getvalue(), tmp_path)[0])) as image:
        assert image.mode == "RGB"
        assert image.getpixel((4, 4))[0] > 200


@pytest.mark.parametrize("mode", ["1", "L", "LA", "P", "RGBA", "I;16"])
def test_every_way_of_storing_colours_can_be_kept_and_derived(mode: str, tmp_path: Path) -> None:
    out = io.BytesIO()
    Image.new(mode, (30, 20)).save(out, "PNG")
    kept, size = check(out.getvalue(), tmp_path)
    assert size == (30, 20)
    for format_ in PictureFormat:
        with Image.open(io.BytesIO(derive(kept, 15, format_))) as image:
            assert image.size == (15, 10)


def test_a_derivative_has_the_width_and_is_never_larger_than_the_picture() -> None:
    original = samples.picture("JPEG", (400, 300))
    for format_, name in ((PictureFormat.AVIF, "AVIF"), (PictureFormat.WEBP, "WEBP"), (PictureFormat.JPG, "JPEG")):
        for width, size in ((160, (160, 120)), (320, (320, 240)), (640, (400, 300))):
            with Image.open(io.BytesIO(derive(original, width, format_))) as image:
                assert (image.format, image.size) == (name, size)


@pytest.mark.parametrize(
    ("name", "content_type", "fits"),
    [
        ("a.jpg", "", True),
        ("A.JPEG", "image/jpeg", True),
        ("a.jpg", "image/jpg; charset=x", True),
        ("a", "application/octet-stream", True),
        ("a.png", "", False),
        ("a.jpg", "image/png", False),
        ("a.jpg.exe", "", False),
        ("a.html", "", False),
        ("", "text/html", False),
    ],
)
def test_name_and_declared_type_have_to_fit_the_content(name: str, content_type: str, fits: bool) -> None:
    type_ = recognise(samples.picture("JPEG"))
    if fits:
        refuse_mismatch(type_, name, content_type)
    else:
        with pytest.raises(DomainError) as refused:
            refuse_mismatch(type_, name, content_type)
        assert refused.value.code == "FILE_TYPE_MISMATCH"


@pytest.mark.parametrize(
    ("given_name", "cleaned"),
    [
        ("mug.jpg", "mug.jpg"),
        ("../../etc/passwd", "passwd"),
        ("C:\\Users\\me\\mug.jpg", "mug.jpg"),
        ("a\0b\r\nc.png", "abc.png"),
        ("杯子.webp", "杯子.webp"),
        ("\u202egpj.exe", "gpj.exe"),
        ('"><script>.gif', "script.gif"),
        ("...", "file"),
        ("", "file"),
        ("x" * 300 + ".png", "x" * 196 + ".png"),
    ],
)
def test_a_name_is_cleaned_before_anybody_sees_it(given_name: str, cleaned: str) -> None:
    assert clean_name(given_name) == cleaned


def halves(size: tuple[int, int], left: str, right: str) -> bytes:
    """A picture of two colours side by side."""
    picture = Image.new("RGB", size, left)
    picture.paste(right, (size[0] // 2, 0, *size))
    out = io.BytesIO()
    picture.save(out, "PNG")
    return out.getvalue()


def test_a_cut_keeps_what_is_around_the_focal_point() -> None:
    picture = halves((800, 200), "#ff0000", "#0000ff")
    for x, colour in ((10, (255, 0, 0)), (90, (0, 0, 255))):
        with Image.open(io.BytesIO(derive(picture, 160, PictureFormat.JPG, Crop(PictureCrop.SQUARE, x, 50)))) as cut:
            assert cut.size == (160, 160)
            shown = cut.getpixel((80, 80))
            assert all(abs(one - other) < 12 for one, other in zip(shown, colour, strict=True))


@given(
    st.integers(1, 5000), st.integers(1, 5000), st.sampled_from(PictureCrop), st.integers(0, 100), st.integers(0, 100)
)
def test_a_cut_lies_in_the_picture_has_the_shape_and_cannot_be_larger(
    width: int, height: int, shape: PictureCrop, x: int, y: int
) -> None:
    left, top, right, bottom = Crop(shape, x, y).box(width, height)
    assert 0 <= left < right <= width
    assert 0 <= top < bottom <= height
    assert right - left == width or bottom - top == height
    across, down = shape.value
    assert abs((right - left) * down - (bottom - top) * across) <= across + down


@pytest.mark.parametrize(
    ("mode", "colour", "expected"),
    [
        ("RGB", (51, 102, 153), "#336699"),
        ("L", 128, "#808080"),
        ("RGBA", (51, 102, 153, 255), "#336699"),
        ("RGBA", (51, 102, 153, 40), None),
    ],
)
def test_a_picture_has_a_colour_unless_it_can_be_seen_through(
    mode: str, colour: Any, expected: str | None, tmp_path: Path
) -> None:
    source = tmp_path / "source"
    Image.new(mode, (30, 20), colour).save(source, "PNG")
    type_ = recognise(source.read_bytes())
    assert verified(source, type_, tmp_path / "target", max_pixels=1000, max_frames=1).colour == expected
