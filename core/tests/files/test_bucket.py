"""The whole way of a file where the storage is a bucket."""

from __future__ import annotations

import io
from typing import Any

import boto3
import file_samples as samples
import httpx
import msgspec
from fondaco.db import execute
from fondaco.files.jobs import clean_files
from fondaco.ids import new_id, parse_global_id
from fondaco.jobs import JobContext
from fondaco.settings import FileSettings
from fondaco.testing import GraphQLClient
from fondaco.testing.pytest_plugin import ADMIN_TOKEN, AppFactory
from moto.server import ThreadedMotoServer
from PIL import Image


async def test_a_file_goes_straight_into_the_bucket_and_is_served_out_of_it(make_app: AppFactory) -> None:
    server = ThreadedMotoServer(ip_address="127.0.0.1", port=0, verbose=False)
    server.start()
    try:
        host, port = server.get_host_and_port()
        keys = {"aws_access_key_id": "id", "aws_secret_access_key": "secret"}
        client: Any = boto3.client("s3", endpoint_url=f"http://{host}:{port}", region_name="us-east-1", **keys)
        bucket = f"pictures-{new_id()}"  # what is in such a server is kept by the process, for all tests
        client.create_bucket(Bucket=bucket)
        files = FileSettings(
            storage="s3",
            s3_bucket=bucket,
            s3_region="us-east-1",
            s3_endpoint=f"http://{host}:{port}",
            s3_access_key_id="id",
            s3_secret_access_key="secret",
        )
        app = await make_app(enabled=[], settings=lambda settings: msgspec.structs.replace(settings, files=files))
        transport: Any = httpx.ASGITransport(app=app)  # type: ignore[arg-type]
        async with httpx.AsyncClient(transport=transport, base_url="http://shop") as http, httpx.AsyncClient() as wire:
            admin = GraphQLClient(http, "admin", {"authorization": f"Bearer {ADMIN_TOKEN}"})
            content = samples.picture("PNG", (800, 400))
            data = {"name": "a.png", "bytes": len(content)}
            upload = (await admin.change("fileUploadCreate", data, "upload { id url }"))["upload"]
            assert upload["url"].startswith(f"http://{host}:{port}/{bucket}/uploads/")
            await wire.put(upload["url"], content=content + bytes(10))
            refused = await admin.change("fileUploadComplete", {"id": upload["id"]}, "file { url }")
            assert [error["code"] for error in refused["errors"]] == ["FILE_TOO_LARGE"]
            await wire.put(upload["url"], content=content)
            done = await admin.change("fileUploadComplete", {"id": upload["id"]}, "file { url width }")
            assert (done["errors"], done["file"]["width"]) == ([], 800)
            file_id = parse_global_id(upload["id"], "File")
            shown = await http.get(done["file"]["url"], headers={"range": "bytes=0-7"})
            assert (shown.status_code, shown.content) == (206, b"\x89PNG\r\n\x1a\n")
            small = await http.get(f"/files/{file_id}/160.avif")
            with Image.open(io.BytesIO(small.content)) as image:
                assert image.size == (160, 80)
            stored = {entry["Key"] for entry in client.list_objects_v2(Bucket=bucket)["Contents"]}
            assert len(stored) == 2
            assert all(key.startswith(f"files/{file_id}/") for key in stored)
            await execute("UPDATE system.file SET unused_since = now() - interval '8 days'")
            await clean_files(JobContext(app=app, context=app.system_context()))
            assert client.list_objects_v2(Bucket=bucket)["KeyCount"] == 0
    finally:
        server.stop()
