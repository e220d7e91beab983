"""A small archive in Vietnamese, English, French and Hán-Nôm, for the tests of the index."""

from collections.abc import Sequence
from datetime import date

from site_builder.search.documents import Document, FacetValue, FieldText, PageText

TEXTS: list[tuple[str, str, str, str, str]] = [
    ("vi", "Địa bạ xã Đông Ngạc", "Địa bạ lập năm Minh Mạng thứ 6, ghi ruộng đất công và tư của xã.", "Nguyễn Đình Hòa", "Đông Ngạc"),
    ("en", "Land register of Đông Ngạc", "The land registers list every field and its owner. Railways came later.", "Nguyễn Đình Hòa", "Đông Ngạc"),
    ("vi", "Gia phả họ Nguyễn ở Huế", "Gia phả chép tay, có chữ Hán 家譜 và chữ Nôm 𡨸喃; dòng họ Nguyễn Khoa.", "Nguyễn Khoa", "Huế"),
    ("en", "Map of Hue and the harbour", "A railway map of Hue, surveyed in 1908; the colours are of a warm hue.", "Service géographique", "Huế"),
    ("vi", "Sắc phong thành hoàng làng Hoà Bình", "Sắc phong của vua Tự Đức ban cho làng Hoà Bình; sắc thứ hai bị mất.", "Triều đình", "Hoà Bình"),
    ("vi", "Hương ước làng Hòa Bình", "Hương ước gồm 12 điều: đất đai, thuế khoá, cưới hỏi.", "Làng Hòa Bình", "Hòa Bình"),
    ("vi", "Tờ trình số 113/2025/NĐ-CP", "Tờ trình về đường sắt; liên hệ luutru@example.vn. Đạt yêu cầu.", "Bộ Nội vụ", "Hà Nội"),
    ("en", "Letter from the Governor-General", "The governor's letter on taxes, in French and English, about the railways and a map.", "Paul Doumer", "Hanoi"),
    ("fr", "Rapport sur l’état de l’Annam", "Rapport général: écoles, forêts, impôts. Voir la carte.", "Résidence supérieure", "Annam"),
    ("vi", "dat dai va thue khoa", "van ban danh may khong dau ve dat dai, thue khoa o Hue", "Vo danh", "Hue"),
    ("vi", "Thơ văn đời Trần", "Thơ chữ Hán, bản dịch; thơ và thơ, lại thơ.", "Trần Nhân Tông", "Yên Tử"),
    ("en", "An album of photographs", "An album: an old man, a bridge, the market of Hoi An.", "Photo Hội An", "Hội An"),
]  # fmt: skip


def document(number: int, text: tuple[str, str, str, str, str]) -> Document:
    """Make a document of one text."""
    language, title, body, creator, place = text
    year, collection = 1825 + 7 * number, "nguyen" if number % 2 else "lang-xa"
    pages = [PageText("p1", language, f"{body} trang {number}")] if number % 3 == 0 else []
    return Document(
        id=f"r-{number:03}",
        url={tag: f"{tag}/records/r-{number:03}/" for tag in ("vi", "en")},
        title={language: title, "en": title},
        level="item" if number % 4 else "file",
        date={"vi": f"năm {year}", "en": str(year)},
        earliest=date(year, 1, 1).toordinal(),
        latest=date(year, 12, 31).toordinal(),
        context={"vi": ["Phông", collection], "en": ["Fonds", collection]},
        excerpt={"vi": body, "en": body},
        fields={
            "title": [FieldText(language, title)],
            "identifier": [FieldText(None, f"VN-DN01-PL-{number:02}")],
            "creator": [FieldText(None, creator)],
            "subject": [FieldText("vi", "Địa bạ"), FieldText("en", "Maps")][: number % 3],
            "place": [FieldText(None, place)],
            "date": [FieldText(None, str(year))],
            "body": [FieldText(language, body)],
        },
        pages=pages,
        facets={
            "collection": [FacetValue(collection, {"vi": f"Sưu tập {collection}", "en": collection})],
            "subject": [FacetValue(s, {"vi": s, "en": s}) for s in ("dia-ba", "maps")[: number % 3]],
        },
        sort_titles={"vi": title, "en": title},
    )


def documents(copies: int = 1) -> Sequence[Document]:
    """Give the archive, its texts shuffled into one another for every further copy."""
    texts = list(TEXTS)
    for copy in range(1, copies):
        for n, (language, title, body, _, place) in enumerate(TEXTS):
            other = TEXTS[(n + copy) % len(TEXTS)]
            texts.append((language, f"{title} {copy}", f"{other[2]} {body}" * (1 + n % 3), other[3], place))
    return [document(number, text) for number, text in enumerate(texts)]
