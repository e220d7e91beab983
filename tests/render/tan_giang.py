"""An invented portal as views: one page of each kind, for looking at the theme and testing it without any catalogue."""

from __future__ import annotations

from markupsafe import Markup

from site_builder.render.charts import MapView, TimelineView
from site_builder.render.drawing import Drawing, Isles, Mark, Near
from site_builder.render.frame import Alternate, Page, Site
from site_builder.render.objects import File, Fixity, Leaf, Picture, Recording, Track, Words, Zoom
from site_builder.render.parts import (
    Access,
    Area,
    Band,
    Bar,
    Branch,
    Card,
    Component,
    Entry,
    Era,
    Fact,
    Histogram,
    IndexEntry,
    Letter,
    Pager,
    Row,
    Rung,
    Section,
    Span,
    Tick,
    Wait,
)
from site_builder.render.phrases import Link, Phrase
from site_builder.render.views import (
    AuthorityView,
    BrowseIndexView,
    BrowseValueView,
    CollectionsView,
    ContentPageView,
    DoorView,
    FindingAidView,
    HomeView,
    NotFoundView,
    RecordView,
    SearchView,
    View,
    WithdrawnView,
)

P = Phrase
HAN = "順祿縣雲溪總雲溪社地簿"
SITE = Site(
    "vi", P("Tư liệu mở Tân Giang"), "vi/", "vi/search/", P("do 7 nơi lưu giữ cùng xuất bản"),
    nav=(("search", Link(P("Tìm"), "vi/search/")), ("collections", Link(P("Phông"), "vi/collections/")),
         ("browse", Link(P("Tra cứu"), "vi/browse/places/")), ("timeline", Link(P("Thời gian"), "vi/timeline/")),
         ("map", Link(P("Bản đồ"), "vi/map/")), ("page:about", Link(P("Giới thiệu"), "vi/about/"))),
    tabs=(("places", Link(P("Nơi chốn"), "vi/browse/places/")), ("subjects", Link(P("Chủ đề"), "vi/browse/subjects/")),
          ("people", Link(P("Người và dòng họ"), "vi/browse/people/")), ("dates", Link(P("Năm tháng"), "vi/timeline/"))),
    footer=((Link(P("Về cổng này"), "vi/about/"), Link(P("Cách tìm và trích dẫn"), "vi/guide/"), Link(P("Trợ năng"), "vi/accessibility/")),
            (Link(P("Điểm thu thập OAI-PMH"), "data/oai.xml"), Link(P("Tin mới (Atom)"), "feed.xml"))),
    imprint=(P("Xuất bản 23-11-2026."), P("Tỉnh, làng, dòng họ và tài liệu trên trang này là hư cấu.")), feed="feed.xml",
)


def page(path: str, title: str, section: str = "", tab: str = "", json_ld: str = "") -> Page:
    root = "../" * path.count("/")
    return Page(
        root, title, f"https://archives.example.org/{path}", f"{title}.",
        (Alternate("vi", "Tiếng Việt", "", f"https://archives.example.org/{path}"),
         Alternate("en", "English", f"{root}en/{path[3:]}", f"https://archives.example.org/en/{path[3:]}")),
        section, tab, json_ld,
    )


def picture(root: str, name: str, width: int, height: int, alt: str = "") -> Picture:
    return Picture(f"{root}img/{name}-{width}.webp", width, height, P(alt))


LADDER = (
    Rung("Nơi lưu giữ", P("Nhà lưu trữ cộng đồng làng Vân Khê"), "../../institutions/van-khe/"),
    Rung("Phông", P("Phông lưu trữ dòng họ Phạm Đình"), "../vk-pl01/", "PL.01"),
    Rung("Nhóm", P("Ruộng đất và địa bạ"), "../vk-pl01-2/", "II"),
    Rung("Hồ sơ", P("Địa bạ xã Vân Khê và sổ điền các xứ đồng"), "../vk-pl01-07/", "07"),
)
FROM = P("Theo phông PL.01")


def row(label: str, *values: str, kind: str = "list", origin: Phrase | None = None, href: str = "") -> Row:
    return Row(label, tuple(Link(P(Markup(f"<p>{value}</p>") if kind == "prose" else value), href) for value in values), kind, origin)  # type: ignore[arg-type]


DESCRIPTION = (
    Area("content", "Nội dung và cấu trúc", (
        row("Nội dung và phạm vi", "Sổ kê ruộng đất công và tư của xã, lập theo lệnh đạc điền thời Minh Mạng. Ghi diện tích, hạng ruộng, người cày "
            "và tứ cận của 214 thửa; có 11 chỗ đối chiếu bằng mực đỏ năm Tự Đức thứ 12.", kind="prose"),)),
    Area("context", "Bối cảnh", (Row("Người lập", (Link(P("Phạm Đình Nhân"), "../../agents/pham-dinh-nhan/", P("hương trưởng")),)),)),
    Area("points", "Tra theo", (
        row("Nơi chốn", "Vân Khê", "Thuận Lộc", "Đồng Cầu", "An Thái", href="../../browse/places/van-khe/"),
        row("Chủ đề", "Ruộng đất", "Địa bạ", "Ruộng công", href="../../browse/subjects/ruong-dat/"))),
    Area("conditions", "Tiếp cận và sử dụng", (
        row("Ngôn ngữ", "Chữ Hán", "Chữ Nôm"),
        row("Tình trạng vật lý", "Mép ố, mất góc dưới tờ 3; chữ đọc được cả", kind="lines"),
        Row("Quyền", (Link(P("Chưa xác định tình trạng bản quyền (CNE)"), "http://rightsstatements.org/vocab/CNE/1.0/"),), "lines", FROM))),
    Area("allied", "Tài liệu liên quan", (row("Nơi giữ bản gốc", "Từ đường họ Phạm Đình, làng Vân Khê", kind="prose", origin=FROM),)),
)


def leaves(root: str) -> tuple[Leaf, ...]:
    labels = ("bìa", "tờ 1a", "tờ 1b", "tờ 2a", "tờ 2b", "tờ 3a", "tờ 3b", "tờ 4a")
    said = (
        Words("Chữ Hán", P(Markup("<p>順祿縣雲溪總雲溪社鄉長范廷仁等為承抄地簿事。一本社公私田土各處所實徵公田三十二畝五高七尺。</p>"), "lzh")),
        Words("Phiên âm", P(Markup("<p>Thuận Lộc huyện, Vân Khê tổng, Vân Khê xã, hương trưởng Phạm Đình Nhân đẳng, vi thừa sao địa bạ sự.</p>"))),
        Words("Dịch nghĩa", P(Markup("<p>Hương trưởng Phạm Đình Nhân cùng các chức dịch xã Vân Khê, về việc vâng sao địa bạ.</p>")),
              P("Phiên âm: Nguyễn Hữu Khang, cộng đồng đóng góp, đã duyệt 2-11-2026.")),
    )
    return tuple(
        Leaf(number, P(label), picture(root, f"diaba-{number}", 800, 1162, f"Trang {label}: chữ Hán chân phương chép theo cột dọc"),
             picture(root, f"diaba-{number}", 120, 174), Zoom(f"{root}img/diaba-{number}-800.webp", 800, 1162),
             said if number < 3 else (), f"{root}img/diaba-{number}-800.webp", "2,1 MB")
        for number, label in enumerate(labels, 1)
    )


ROW = tuple(
    Branch(P(title), f"../vk-pl01-07-0{number}/", str(number), "Tài liệu", dates, count, here=number == 3)
    for number, title, dates, count in (
        (1, "Lệnh đạc điền của phủ", "1824", "3 trang"), (2, "Tờ trình xin lập lại địa bạ", "1824", "2 trang"),
        (3, "Địa bạ xã Vân Khê", "1825", "8 trang"), (4, "Sổ điền xứ Đồng Cầu", "1825", "16 trang"),
        (5, "Sổ điền xứ Ma Bái", "1825", "12 trang"), (6, "Bản đồ xã Vân Khê", "khoảng 1830", "1 tờ"))
)
CONTRIBUTE = (
    Link(P("Sửa một chỗ sai"), "mailto:luutru@example.org", P("Tên, năm, nơi chốn")),
    Link(P("Kể điều bạn biết"), "mailto:luutru@example.org", P("Chuyện trong làng, trong họ")),
    Link(P("Báo tài liệu không nên mở"), "mailto:luutru@example.org", P("Người lưu trữ xem lại và trả lời bạn")),
)
CITE = P("Nhà lưu trữ cộng đồng làng Vân Khê, Phông dòng họ Phạm Đình (PL.01), hồ sơ 07, tài liệu 3: Địa bạ xã Vân Khê, 1825. "
         "https://archives.example.org/vi/records/vk-pl01-07-03/")
SHA = "9c1f7ab052de44108e3b6f27c9aa01d477b6e2f83a5c90b14d6ef3c288125e0a"
FACTS = (
    Fact("Thời gian", P("Minh Mạng thứ 6, mồng 9 tháng 7 (22-8-1825)")), Fact("Khối lượng", P("4 tờ, 8 trang; 17 × 26 cm")),
    Fact("Ký hiệu", P("VN-TG-VK-PL.01-07-03")),
)


def item(root: str = "../../../") -> RecordView:
    return RecordView(
        page("vi/records/vk-pl01-07-03/", "Địa bạ xã Vân Khê", "collections", json_ld='{"@context":"https://schema.org","@type":"ArchiveComponent"}'),
        "vk-pl01-07-03", "Tài liệu", P("Địa bạ xã Vân Khê, tổng Vân Khê, huyện Thuận Lộc"), False, LADDER, "3 trong 12 của hồ sơ",
        (P(HAN, "lzh"),), FACTS, Access("open", "Mở"), leaves=leaves(root),
        previous=Link(P("Tờ trình xin lập lại địa bạ, 1824"), "../vk-pl01-07-02/"),
        following=Link(P("Sổ điền xứ Đồng Cầu, 1825"), "../vk-pl01-07-04/"), position="3 / 12", areas=DESCRIPTION,
        row_heading="Cùng hồ sơ 07", row=ROW, row_more=Link(P("Cả 12 tài liệu của hồ sơ"), "../vk-pl01-07/"),
        related=(Card(P("Bản đồ xã Vân Khê"), "../a/", P("Cùng nơi chốn, khoảng 1830"), picture(root, "map", 280, 208)),
                 Card(P("Sắc phong Thành hoàng làng"), "../b/", P("Cùng làng, 1880"), picture(root, "edict", 280, 124)),
                 Card(P("Thư Phạm Đình Lễ gửi anh Cả"), "../c/", P("Có nhắc tới ba quyển địa bạ, 1947"), picture(root, "letter", 280, 383))),
        files=(File(P("Cả tài liệu, PDF"), f"{root}a.pdf", "14,6 MB", sha256=SHA), File(P("Phiên âm, văn bản"), f"{root}a.txt", "6 kB"),
               File(P("Manifest IIIF"), f"{root}records/vk-pl01-07-03/manifest.json", "5 kB")),
        cite=CITE, cite_files=(Link(P("BibTeX"), "cite.bib"),),
        fixity=Fixity(P("Mã SHA-256 của tệp PDF, ghi ngày 12-4-2024, kiểm lại 1-11-2026: khớp."), SHA), contribute=CONTRIBUTE,
    )


def histogram() -> Histogram:
    heights = (0,) * 8 + (14.5, 19.1, 37.7, 30.6, 28, 35.4, 29.9, 38.8, 31.2, 34.2, 43, 38, 47.5, 54.8, 72.2, 96, 86.3, 59.6, 0, 0, 0, 0)
    bars = tuple(Bar(f"{1720 + 10 * k}–{1729 + 10 * k}: {round(h * 2)} mô tả", h, f"../../browse/dates/{1720 + 10 * k}/") for k, h in enumerate(heights))
    return Histogram("Số mô tả theo thập niên", bars, tuple(Tick(100 * (year - 1720) / 300, str(year), "Giáp Tý") for year in (1744, 1804, 1864, 1924, 1984)))


def fonds() -> RecordView:
    kids = tuple(Branch(P(title), f"../vk-pl01-{code}/", code, "Hồ sơ", dates, count, flag) for code, title, dates, count, flag in (
        ("05", "Khế ước mua bán ruộng, xứ Đồng Cầu", "1811–1846", "9 tài liệu", ""), ("07", "Địa bạ xã Vân Khê và sổ điền các xứ đồng", "1825–1859", "12 tài liệu", ""),
        ("10", "Đơn từ sau cải cách ruộng đất", "1955–1960", "21 tài liệu", "Chưa mở: đến 1-1-2031, chỉ xem được mô tả")))
    tree = (
        Branch(P("Gia phả và việc họ"), "../vk-pl01-1/", "I", "Nhóm", "1802–1971", "22 hồ sơ", children=kids[:1]),
        Branch(P("Ruộng đất và địa bạ"), "../vk-pl01-2/", "II", "Nhóm", "1811–1960", "31 hồ sơ", open=True,
               children=(*kids, Branch(None, flag="3 hồ sơ đóng, không công bố"))),
        Branch(P("Thư từ"), "../vk-pl01-5/", "V", "Nhóm", "1887–1975", "27 hồ sơ"),
    )
    return RecordView(
        page("vi/records/vk-pl01/", "Phông lưu trữ dòng họ Phạm Đình", "collections"), "vk-pl01", "Phông",
        P("Phông lưu trữ dòng họ Phạm Đình, làng Vân Khê"), True, LADDER[:1], "",
        (P("雲溪范廷族檔案", "lzh"), P("Phạm Đình lineage of Vân Khê, fonds", "en")),
        (Fact("Thời gian", P("Gia Long nguyên niên (1802) – 1975")), Fact("Khối lượng", P("118 hồ sơ, 1.462 tài liệu, 2,4 mét giá")), Fact("Ký hiệu", P("VN-TG-VK-PL.01"))),
        Access("part", "Mở một phần: 109 hồ sơ mở, 9 hồ sơ chưa mở"),
        lead=P(Markup("<p>Giấy tờ do tám đời dòng họ Phạm Đình ở làng Vân Khê lập ra và gìn giữ, từ khi Phạm Đình Nhân làm hương trưởng đầu thời Gia "
                      "Long đến năm 1975.</p><p>Phần quý nhất là nhóm ruộng đất: hai bản địa bạ năm Minh Mạng thứ 6, các sổ quân điền và khế ước.</p>")),
        tree=tree, tree_note="118 hồ sơ · 1.043 tài liệu có bản số", tree_links=(Link(P("Cả mục lục trên một trang để in"), "finding-aid/"),),
        histogram=histogram(), areas=DESCRIPTION[1:], files=(File(P("Mô tả EAD3"), "../../../data/vk/ead3.xml", "1,1 MB"), File(P("Mô tả CSV"), "../../../data/vk/records.csv", "640 kB")),
        cite=CITE, contribute=CONTRIBUTE, pager=PAGER,
    )


PAGER = Pager("Trang của danh sách", (("1", ""), ("2", "2/"), ("…", ""), ("9", "9/")), next="2/")


def embargoed() -> RecordView:
    band = Band("Khi nào xem được", P("Hồ sơ này mở ngày 1 tháng 1 năm 2031"),
                (P(Markup("<p>Đơn có tên và hoàn cảnh của những người còn sống.</p>")), P("Đến ngày ấy ảnh tự hiện ở trang này; địa chỉ không đổi.")),
                Wait("1960, văn bản cuối", "1-1-2031", 94.2, "Đóng từ 1960, nay là 2026, mở năm 2031"), (Link(P("Viết đơn xin đọc"), "mailto:luutru@example.org"),))
    return RecordView(
        page("vi/records/vk-pl01-10/", "Đơn từ sau cải cách ruộng đất", "collections"), "vk-pl01-10", "Hồ sơ", P("Đơn từ sau cải cách ruộng đất"),
        False, LADDER[:3], "10 trong 31 của nhóm", (), (Fact("Thời gian", P("1955–1960")), Fact("Ký hiệu", P("VN-TG-VK-PL.01-10"))),
        Access("shut", "Chưa mở, chỉ có mô tả"), band=band, areas=DESCRIPTION, cite=CITE, files=(File(P("Mô tả JSON"), "a.json", "2 kB"),),
    )


def noticed(root: str = "../../../") -> RecordView:
    notice = Band("Xin lưu ý", P("Ảnh này chụp người đã mất"), (P("Gia đình đồng ý công bố và xin người xem giữ lòng tôn kính."),))
    return RecordView(
        page("vi/records/th-0412/", "Đám tang cụ Cử", "collections"), "th-0412", "Tài liệu", P("Đám tang cụ Cử làng Vân Khê"), False, LADDER[:2], "",
        (), FACTS[2:], Access("open", "Mở, có lưu ý"), notice=notice, leaves=leaves(root)[:1], areas=DESCRIPTION, cite=CITE,
    )


def heard(root: str = "../../../") -> RecordView:
    said = Words("Lời kể", P(Markup("<p>Hồi ấy tôi mười bảy, theo cha gánh địa bạ ra bến Trung…</p>")), P("Chép lời: Lê Thu Trang."))
    return RecordView(
        page("vi/records/vk-kc-02/", "Cụ Hạnh kể chuyện tản cư", "collections"), "vk-kc-02", "Tài liệu", P("Cụ Phạm Thị Hạnh kể chuyện tản cư năm 1947"),
        False, LADDER[:2], "2 trong 9 của hồ sơ", (), FACTS[2:], Access("open", "Mở"), areas=DESCRIPTION, cite=CITE,
        recordings=(Recording("audio", "a.mp3", "audio/mpeg", P("Băng 1, mặt A"), "31 phút, 28,4 MB", words=(said,)),
                    Recording("video", "b.mp4", "video/mp4", P("Lễ rước năm 1996"), "12 phút, 140 MB", f"{root}img/poster-640.webp", 640, 480, tracks=(Track("b.vi.vtt", "vi", "Tiếng Việt"),))),
    )


ENTRIES = (
    Entry(P("Phông lưu trữ dòng họ Phạm Đình, làng Vân Khê"), "../records/vk-pl01/", ("Phông PL.01", "1802–1975", "118 hồ sơ"),
          P("Địa bạ, gia phả, khế ước, thư từ và giấy tờ việc làng mà tám đời họ Phạm Đình gìn giữ."), P("Nhà lưu trữ cộng đồng làng Vân Khê")),
    Entry(P("Phông Toà Công sứ Tân Giang"), "../records/m05/", ("Phông M.05", "1889–1945", "3.214 hồ sơ"),
          P("Hành chính, thuế, đê điều và học chính thời Pháp thuộc."), P("Trung tâm Lưu trữ lịch sử tỉnh Tân Giang")),
    Entry(P("Extrait du registre foncier du canton de Vân Khê", "fr"), "../records/m05-1187-02/", ("Tài liệu", "1911"),
          chain=(Link(P("Phông Toà Công sứ Tân Giang"), "../records/m05/"), Link(P("Hồ sơ 1187"), "../records/m05-1187/")), access=Access("shut", "Chưa mở")),
)
PLACES = tuple(IndexEntry(P(name), "../browse/places/x/", count, P(kind)) for name, kind, count in (
    ("Thuận Lộc", "huyện", "3.480"), ("Tân Giang", "tỉnh lỵ", "2.145"), ("Vân Khê", "xã", "1.204"), ("Sông Trường", "sông", "367"),
    ("An Thái", "xã", "312"), ("Chợ Gạo", "xem Kẻ Gạo", ""), ("Bến Trung", "bến đò", "188"), ("Ô Mễ", "làng", "77")))


def home(root: str = "../") -> HomeView:
    cover = {0: ("map", 280, 208), 1: ("typed", 280, 383)}
    entries = tuple(
        Entry(e.title, e.href, e.facts, e.text, e.custodian, picture=picture(root, *cover[k])) for k, e in enumerate(ENTRIES[:2]))
    return HomeView(
        page("vi/", "Tư liệu mở Tân Giang", "home"), P("Giấy tờ của tỉnh, của làng và của dòng họ, mở cho mọi người cùng đọc"),
        "Tìm trong 12.480 mô tả tài liệu", (Link(P("địa bạ"), "search/?q=1"), Link(P("sac phong"), "search/?q=2"), Link(P("雲溪", "lzh"), "search/?q=3")),
        (Fact("mô tả", P("12.480")), Fact("tài liệu đã số hoá", P("9.316")), Fact("nơi lưu giữ", P("7")), Fact("khoảng thời gian", P("1720–2004"))),
        Card(P("Sắc phong thần Thành hoàng làng Vân Khê"), "records/sp-01/", P("Tự Đức thứ 33, ngày 24 tháng 11 (25-12-1880). Giấy sắc vàng, một tờ, 128 × 51 cm."),
             picture(root, "edict", 1400, 622, "Đạo sắc giấy vàng vẽ mây, chín cột chữ Hán đọc từ phải sang trái, ấn son vuông.")),
        histogram(),
        (Era(P("Nhà Nguyễn"), "timeline/#1802", "1802–1883 · 1.180 mô tả"), Era(P("Thời Pháp thuộc"), "timeline/#1884", "1884–1945 · 5.940 mô tả")),
        entries, Link(P("Cả 14 phông và sưu tập"), "collections/"),
        (Section("Nơi chốn", PLACES, more=(Link(P("Cả 187 địa danh"), "browse/places/"), Link(P("Xem trên bản đồ"), "map/"))),
         Section("Nơi lưu giữ", PLACES[:3], wide=True)),
        P(Markup("<p>Ai trong làng cũng có thể giúp: nhận ra một gương mặt, đọc một chữ khó, kể chuyện về một tấm ảnh.</p>")),
    )


def withdrawn() -> WithdrawnView:
    return WithdrawnView(
        page("vi/records/th-2217/", "Tài liệu đã gỡ", "collections"), "Tài liệu ở địa chỉ này đã được gỡ xuống", LADDER[:2],
        (Fact("Ký hiệu", P("VN-TG-TH-2217")), Fact("Ngày gỡ", P("14-8-2026")), Fact("Lý do", P("Người trong ảnh yêu cầu"))),
        (P("Một người có trong tài liệu xin không công bố."), P("Trang này ở lại để những trích dẫn cũ không dẫn vào chỗ trống.")),
        (Link(P("Xem các ảnh khác của sưu tập"), "../th/"), Link(P("Hỏi Nhà lưu trữ cộng đồng"), "mailto:a@example.org")),
        (P(Markup("<p>The item at this address was withdrawn on 14 August 2026.</p>"), "en"),),
    )


def finding_aid() -> FindingAidView:
    return FindingAidView(
        page("vi/records/vk-pl01/finding-aid/", "Mục lục hồ sơ: Phông dòng họ Phạm Đình", "collections"), "Mục lục hồ sơ",
        P("Phông lưu trữ dòng họ Phạm Đình, làng Vân Khê"), (P("Nhà lưu trữ cộng đồng làng Vân Khê"),), (P("雲溪范廷族檔案", "lzh"),),
        fonds().facts, Link(P("Về trang phông"), "../"), DESCRIPTION[:3], "Danh mục hồ sơ",
        (Branch(P("Danh mục hồ sơ"), "#list", "1.", children=(Branch(P("Ruộng đất"), "2/#r-ii", "II", dates="1811–1960"),)),),
        (Link(P("Ruộng đất"), "../../", P("Nhóm hồ sơ")),), tuple(Component(f"r{n}", one) for n, one in enumerate(fonds().tree)), PAGER,
        (P("Lê Thu Trang mô tả theo ISAD(G), xuất bản lần 2."),),
    )


def search() -> SearchView:
    return SearchView(
        page("vi/search/", "Tìm", "search"), "../../search/", (("level", "Cấp mô tả"), ("place", "Nơi chốn"), ("collection", "Phông, sưu tập")),
        (("relevance", "Hợp nhất"), ("date", "Cũ nhất trước"), ("title", "Theo vần nhan đề")),
        (Link(P("Tra theo địa danh"), "../browse/places/"), Link(P("Xem theo năm"), "../timeline/"), Link(P("Mở từng phông"), "../collections/")),
        Link(P("Hỏi người lưu trữ"), "mailto:a@example.org"),
    )


REGION = Drawing(190, 200, "M10 10l80 0 0 90z", "M10 10l80 90", frame="M20 20H30V30H20z", isles=(Isles("90 90", ("Quần đảo Hoàng Sa",), ("90 88",)),))
SHEET = Drawing(960, 600, "M0 0l900 0 0 600z", "", "M100 0V600", marks=(
    Mark("200 300", "../browse/places/van-khe/", P("Vân Khê"), "Vân Khê, 1.204 bản mô tả", named=True),
    Mark("500 300", "#n0", P("Tân Giang"), "Tân Giang và lân cận, 3 nơi", "3"),
))


def views(root_of: str | None = None) -> dict[str, View]:
    """Return one view of each kind by the path of its page."""
    body = P(Markup("<h2 id='tim'>Tìm</h2><p>Gõ <strong>có dấu</strong> hay không dấu đều được.</p><ul><li>Một</li><li>Hai</li></ul>"
                    "<table><thead><tr><th>Cấp</th><th>Nghĩa</th></tr></thead><tbody><tr><td>Phông</td><td>Toàn bộ giấy tờ</td></tr></tbody></table>"))
    cards = item("../../").related
    lead = P("187 địa danh. Tên cũ, tên Nôm và tên hiện nay đều dẫn về một trang.")
    return {
        "vi/": home(), "vi/records/vk-pl01-07-03/": item(), "vi/records/vk-pl01/": fonds(), "vi/records/vk-pl01-10/": embargoed(),
        "vi/records/th-0412/": noticed(), "vi/records/vk-kc-02/": heard(), "vi/records/th-2217/": withdrawn(),
        "vi/records/vk-pl01/finding-aid/": finding_aid(), "vi/search/": search(),
        "vi/collections/": CollectionsView(page("vi/collections/", "Phông và sưu tập", "collections"), "Phông và sưu tập", lead, ENTRIES, PAGER),
        "vi/browse/places/": BrowseIndexView(
            page("vi/browse/places/", "Nơi chốn", "browse", "places"), "Nơi chốn", lead,
            (Letter("A", PLACES[4:5]), Letter("Ă"), Letter("B", PLACES[6:7]), Letter("T", PLACES[:2]), Letter("V", PLACES[2:3]))),
        "vi/browse/places/van-khe/": BrowseValueView(
            page("vi/browse/places/van-khe/", "Vân Khê", "browse", "places"), "Nơi chốn", P("Vân Khê"), "1.204 mô tả", Link(P("Nơi chốn"), "../"),
            see=(row("Tên khác", "Kẻ Vân"),), entries=ENTRIES, pager=PAGER, search=Link(P("Tìm trong các mô tả này"), "../../../search/?place=van-khe")),
        "vi/timeline/": TimelineView(
            page("vi/timeline/", "Thời gian", "timeline", "dates"), "Thời gian", P("Mỗi thập niên có gì."), histogram(), home().eras,
            (Span("1820–1829", "../browse/dates/1820/", "Minh Mạng 1–10", "120 mô tả", 12.5, cards, "Nhà Nguyễn"),
             Span("1830–1839", "../browse/dates/1830/", "Minh Mạng 11–20", "98 mô tả", 9.0, cards[:1])), Link(P("312 mô tả không ghi năm"), "../browse/dates/undated/")),
        "vi/institutions/van-khe/": AuthorityView(
            page("vi/institutions/van-khe/", "Nhà lưu trữ cộng đồng làng Vân Khê", "browse"), "Cộng đồng", P("Nhà lưu trữ cộng đồng làng Vân Khê"), (),
            (P("Vân Khê Village Community Archive", "en"),), (Fact("Địa chỉ", P("Đình làng Vân Khê, huyện Thuận Lộc")),),
            P(Markup("<p>Lập năm 2023 tại đình làng; giữ giấy tờ của 31 dòng họ.</p>")), None, DESCRIPTION[3:], "Phông và sưu tập", ENTRIES[:2],
            lead_heading="Lịch sử"),
        "vi/guide/": ContentPageView(page("vi/guide/", "Cách tìm và trích dẫn"), P("Cách tìm và trích dẫn"), body, (Link(P("Tìm"), "#tim"),), "9-11-2026"),
        "vi/map/": MapView(page("vi/map/", "Bản đồ", "map", "places"), "Bản đồ", P("Những nơi đã biết toạ độ."), SHEET, REGION,
                           "points.json", (Near("n0", P("Vân Khê"), "", PLACES),), "2 nơi"),
        "404.html": NotFoundView(Page("", "Không có trang này", indexed=False), "/", "Không có trang này", P("Địa chỉ có thể đã gõ sai."), (Link(P("Trang đầu"), "vi/"),)),
        "": DoorView(page("vi/", "Tư liệu mở Tân Giang"), (P("Tư liệu mở Tân Giang"), P("Tân Giang Open Archives", "en"))),
    }
