"""A small portal with every kind of page and object, written for tests of whole builds."""

from __future__ import annotations

import io
import math
import struct
import wave
from collections.abc import Sequence

from PIL import Image, ImageDraw

ACCESS = {
    "embargoed": "{status: embargoed, until: 2031-01-01, basis: [{type: privacy, citation: Luật}]}",
    "restricted": "{status: restricted, basis: [{type: statute, citation: Luật Lưu trữ}]}",
    "metadata_only": "{status: metadata_only, basis: [{type: policy}]}",
    "culturally_sensitive": "{status: culturally_sensitive, basis: [{type: community, citation: Lệ làng}]}",
    "closed": "{status: closed, basis: [{type: policy}]}",
    "withdrawn": "{status: withdrawn, basis: [{type: privacy, determined: 2026-01-02}]}",
    "open_with_notice": "open_with_notice",
}


def picture(words: str, size: tuple[int, int] = (420, 600), form: str = "JPEG") -> bytes:
    """Return a picture of its own for each text."""
    image = Image.new("RGB", size, (240, 228, 200))
    draw = ImageDraw.Draw(image)
    draw.text((30, 40), words, fill=(30, 20, 10))
    draw.ellipse((60, 80, 60 + 2 * len(words), 200), outline=(160, 30, 20), width=5)
    buffer = io.BytesIO()
    image.save(buffer, form)
    return buffer.getvalue()


def pdf(pages: Sequence[str], box: str = "0 0 595 842") -> bytes:
    """Return a PDF with a line of text on each page, of which the box is seen."""
    kids = " ".join(f"{4 + 2 * n} 0 R" for n in range(len(pages)))
    objects = [
        "<< /Type /Catalog /Pages 2 0 R >>",
        f"<< /Type /Pages /Kids [{kids}] /Count {len(pages)} >>",
        "<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    for number, text in enumerate(pages):
        drawn = f"BT /F1 18 Tf 72 700 Td ({text}) Tj ET"
        font = "/Resources << /Font << /F1 3 0 R >> >>"
        objects.append(f"<< /Type /Page /Parent 2 0 R /MediaBox [{box}] {font} /Contents {5 + 2 * number} 0 R >>")
        objects.append(f"<< /Length {len(drawn)} >>\nstream\n{drawn}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, content in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{content}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    end = f"xref\n0 {len(objects) + 1}\n0000000000 65535 f \n{table}trailer\n<< /Size {len(objects) + 1} /Root 1 0 R >>\n"
    return out + f"{end}startxref\n{len(out)}\n%%EOF\n".encode()


def sound() -> bytes:
    """Return a second of sound."""
    buffer = io.BytesIO()
    with wave.open(buffer, "wb") as file:
        file.setnchannels(1)
        file.setsampwidth(2)
        file.setframerate(8000)
        file.writeframes(b"".join(struct.pack("<h", int(9000 * math.sin(n / 9))) for n in range(8000)))
    return buffer.getvalue()


STORY = "![x](record:pham-dia-ba)\n\n> {}\n>\n> — record:thu-3\n\n![y](record:pham-open)\n"


def files() -> dict[str, str | bytes]:
    """Return the portal's files by path."""
    made: dict[str, str | bytes] = {
        "portal.yaml": "title: {vi: Cổng thử, en: Test portal}\nbase_url: https://archives.example.org/kho/\n"
        "languages: [vi, en]\ncontact: {email: luutru@example.org}\n",
        "collections/_institutions/van-khe.yaml": "name: {vi: Nhà lưu trữ Vân Khê, en: Vân Khê archive}\nkind: community\naddress: Đình làng\n",
        "collections/_agents/pham.yaml": "type: family\nname: Dòng họ Phạm\ndates: 1700/..\nhistory: Lập làng.\n",
        "collections/_places/van-khe-xa.yaml": "name: Vân Khê\ncoordinates: {lat: 20.5, lon: 106.1}\n",
        "collections/_subjects/dia-ba.yaml": "name: {vi: Địa bạ, en: Land registers}\nuse_for: [Sổ ruộng]\n",
        "collections/pham/index.yaml": "id: pham\nlevel: fonds\ntitle: {vi: Phông họ Phạm, en: Phạm fonds}\nidentifier: PL.01\n"
        "dates: 1802~/1975\nextent: [{quantity: 3, unit: file}]\ncreators: [pham]\ninstitution: van-khe\nlanguages: [vi, lzh]\n"
        "access: open\nrights: http://rightsstatements.org/vocab/CNE/1.0/\nscope_and_content: {vi: Giấy tờ của họ., en: Papers.}\n",
        "collections/pham/ruong/index.yaml": "id: pham-ruong\nlevel: series\ntitle: {vi: Ruộng đất, en: Land}\ndates: 1825/1880\n",
        "collections/pham/ruong/dia-ba.yaml": "id: pham-dia-ba\nlevel: item\ntitle: {vi: Địa bạ xã Vân Khê, en: Land register, lzh: 地簿}\n"
        "dates: {edtf: 1825/1826, display: Minh Mạng thứ 6, calendar: reign}\nsubjects: [dia-ba]\nplaces: [van-khe-xa]\n"
        "genres: [Sổ]\nmedia:\n  - {path: a.jpg, label: tờ 1a, alt: {vi: Bìa sổ, en: Cover}, transcription: {lzh: 地簿}}\n"
        "  - {path: b.png, label: tờ 1b, alt: {vi: Trang trong, en: Page}}\n",
        "collections/pham/ruong/a.jpg": picture("dia ba 1a"),
        "collections/pham/ruong/b.png": picture("dia ba 1b", form="PNG"),
        "collections/pham/ruong/van-ban.md": "---\nid: pham-van-ban\nlevel: file\ntitle: {vi: Văn bản, en: Texts}\ndates: 1880\n"
        "media: [{path: doc.pdf, label: Bản in}, {path: ghi-am.wav, captions: ghi-am.vtt, label: Lời kể}]\n---\nHồ sơ *có* PDF và tiếng.\n",
        "collections/pham/ruong/doc.pdf": picture("van ban", form="PDF"),
        "collections/pham/ruong/ghi-am.wav": sound(),
        "collections/pham/ruong/ghi-am.vtt": "WEBVTT\n\n00:00.000 --> 00:01.000\nNgày ấy đồng làng còn rộng\n",
        "collections/pham/thu.csv": "id,title.vi,title.en,dates,subjects,places\n"
        + "".join(f"thu-{n},Thư số {n},Letter {n},{1940 + n},Thư từ,Huế\n" for n in range(1, 9)),
        "content/vi/about.md": "---\ntitle: Giới thiệu\nnav: true\n---\nXem [địa bạ](record:pham-dia-ba).\n\n![Một tờ](record:pham-dia-ba)\n",
        "content/en/about.md": "---\ntitle: About\nnav: true\n---\nSee [it](record:pham-dia-ba).\n",
        "content/vi/story.md": "---\ntitle: Chuyện\nguided: true\n---\n" + STORY.format("Thư số 3"),
        "content/en/story.md": "---\ntitle: Story\nguided: true\n---\n" + STORY.format("Letter 3"),
    }
    for status, access in ACCESS.items():
        made[f"collections/pham/{status}.yaml"] = (
            f"id: pham-{status.replace('_', '-')}\nlevel: item\ntitle: {{vi: Tài liệu {status}, en: Record {status}}}\ndates: 1950\n"
            f"access: {access}\nmedia: [{{path: {status}.jpg, alt: Ảnh}}]\n"
        )
        made[f"collections/pham/{status}.jpg"] = picture(status)
    return made
