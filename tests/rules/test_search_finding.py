"""What somebody types finds what they mean: Chinese, English, pinyin, and with mistakes."""

import pytest

from registry.search.index import ComponentIndex
from registry.search.index.query import SearchQuery
from tests.rules.search_documents import component, filled

CATALOGUE = [
    component(1, "智慧停车", "Smart parking", full_name="yunling/smart-parking", tags=["泊位"]),
    component(2, "城市级智慧停车诱导平台", "City parking guidance", scenarios=["停车一张网"]),
    component(3, "统一身份认证", "Unified identity and sign-on", full_name="haina/unified-identity"),
    component(4, "12345热线智能派单", "Hotline smart dispatch"),
    component(5, "CIM 平台底座", "City information model base"),
    component(6, "一网通办联办引擎", "One-thing joint handling engine"),
    component(7, "惠企政策直达", "Policy matching for firms", scenarios=["免申即享"]),
    component(8, "河湖水质巡检", "Water-quality inspection"),
    component(9, "防汛积水预警", "Flood early warning"),
    component(10, "軟體資產目錄", "", summaries={"zh-TW": "登記機關的軟體"}),
    component(11, "公文流转", "Document flow", descriptions={"zh": "也支持停车场的收费审批。"}),
    component(12, "Identità digitale", "", full_name="jiangyu/identita"),
    component(13, "查重服务", "Duplicate screening"),
]


@pytest.fixture(scope="module")
def catalogue(tmp_path_factory) -> ComponentIndex:
    return filled(tmp_path_factory.mktemp("search") / "index", *CATALOGUE)


def found(index: ComponentIndex, words: str, **more) -> list[int]:
    return [hit.id for hit in index.search(SearchQuery(words, **more)).hits]


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("停车", {1, 2, 11}),
        ("智慧停车", {1, 2}),
        ("停车智慧", {1, 2}),
        ("智慧的停车", {1, 2}),
        ("诱导", {2}),
        ("泊位", {1}),
        ("水", {8, 9}),
        ("一网通办", {6}),
        ("免申即享", {7}),
        ("查重", {13}),
        ("parking", {1, 2}),
        ("park", {1, 2}),
        ("identities", {3}),
        ("IDENTITY", {3}),
        ("identita", {12}),
        ("smart-parking", {1}),
        ("smartparking", {1}),
        ("haina/unified-identity", {3}),
        ("12345热线", {4}),
        ("12345", {4}),
        ("CIM 平台", {5}),
        ("cim平台", {5}),
        ("平台 CIM", {5}),
        ("ＣＩＭ　平台", {5}),
        ("zhihuitingche", {1, 2}),
        ("zhihui tingche", {1, 2}),
        ("zhi hui ting che", {1, 2}),
        ("tingche", {1, 2, 11}),
        ("zhtc", {1, 2}),
        ("tc", {1, 2, 11}),
        ("tongyi 身份", {3}),
        ("智慧停車", {1, 2}),
        ("統一身份認證", {3}),
        ("軟體", {10}),
        ("软件", {10}),
        ("资产目录", {10}),
        ("the parking of a city", {2}),
    ],
)
def test_what_is_typed_finds_what_is_meant(catalogue, words, expected):
    result = catalogue.search(SearchQuery(words))

    assert {hit.id for hit in result.hits} == expected
    assert result.total == len(expected)
    assert result.matching == "all"


@pytest.mark.parametrize(
    ("typed", "meant", "expected"),
    [
        ("智彗停车", "智慧停车", 1),  # sounds the same
        ("智慧停牛", "智慧停车", 1),  # looks alike
        ("parkng", "parking", 1),
        ("praking", "parking", 1),  # neighbours swapped: one edit
        ("inspction", "inspection", 8),
        ("inspctoin", "inspection", 8),  # nine letters: two edits
        ("smart parkng", "smart parking", 1),
        ("统一身分认证", "统一身份认证", 3),
    ],
)
def test_a_mistake_is_corrected_and_said_so_when_nothing_matches_as_typed(catalogue, typed, meant, expected):
    result = catalogue.search(SearchQuery(typed))

    assert result.corrected == meant
    assert result.matching == "corrected"
    assert result.hits[0].id == expected


def test_a_word_of_three_letters_is_not_corrected(catalogue):
    result = catalogue.search(SearchQuery("cin"))

    assert (result.total, result.corrected) == (0, None)


def test_exact_matches_are_not_drowned_by_words_one_letter_away(tmp_path):
    index = filled(
        tmp_path / "index",
        component(1, en="Grid patrol"),
        *[component(number, en="Grip strength") for number in range(2, 30)],
    )

    result = index.search(SearchQuery("grid"))

    assert [hit.id for hit in result.hits] == [1]


def test_with_very_few_hits_a_better_spelling_is_offered_and_the_hits_stay(tmp_path):
    index = filled(
        tmp_path / "index",
        component(1, en="Parkin memorial"),
        *[component(number, en="Parking") for number in range(2, 9)],
    )

    result = index.search(SearchQuery("parkin"))

    assert result.corrected == "parking"
    assert [hit.id for hit in result.hits] == [1]


def test_all_words_are_required_while_something_holds_them_all(catalogue):
    result = catalogue.search(SearchQuery("smart dispatch"))

    assert [hit.id for hit in result.hits] == [4]


def test_half_of_the_words_serve_when_nothing_holds_them_all_and_the_answer_says_so(catalogue):
    result = catalogue.search(SearchQuery("停车 飞船"))

    assert result.matching == "some"
    assert {hit.id for hit in result.hits} == {1, 2, 11}


def test_filters_that_leave_nothing_do_not_loosen_the_words(catalogue):
    result = catalogue.search(SearchQuery("停车 智慧", filters={"kind": ["algorithm"]}))

    assert (result.total, result.matching, result.corrected) == (0, "all", None)


def test_a_title_ranks_before_a_tag_before_a_summary_before_a_description(tmp_path):
    padding = {"zh": "面向城市管理部门的通用能力，" * 3}
    index = filled(
        tmp_path / "index",
        component(1, "甲组件", descriptions={"zh": "桥梁监测。" + padding["zh"]}),
        component(2, "乙组件", summaries={"zh": "桥梁监测"}, descriptions=padding),
        component(3, "丙组件", tags=["桥梁"], descriptions=padding),
        component(4, "桥梁", descriptions=padding),
    )

    assert found(index, "桥梁") == [4, 3, 2, 1]


def test_the_very_title_ranks_before_longer_ones_that_hold_it(catalogue):
    assert found(catalogue, "智慧停车")[0] == 1


def test_who_publishes_and_who_adopts_does_not_move_the_ranking(tmp_path):
    few = component(1, "桥梁监测", publisher="yunling", adopters=0)
    many = component(2, "桥梁监测", publisher="haina", adopters=500, city_class="leading")
    index = filled(tmp_path / "index", few, many)

    scores = {hit.sort_values for hit in index.search(SearchQuery("桥梁监测")).hits}

    assert len(scores) == 1


def test_a_word_of_the_dictionary_ranks_before_a_pair_that_only_bridges_two_words(tmp_path):
    index = filled(tmp_path / "index", component(1, "超大城市长期运行"), component(2, "民情市长热线系统"))

    assert found(index, "市长") == [2, 1]


def test_completions_begin_with_what_was_typed(catalogue):
    assert catalogue.suggest("智慧").completions[0] == "智慧停车"
    assert catalogue.suggest("smart pa").completions == ["Smart parking", "smart-parking"]
    assert catalogue.suggest("zhihuit").completions == ["智慧停车", "城市级智慧停车诱导平台"]
    assert catalogue.suggest("停").completions[:2] == ["停车一张网", "智慧停车"]


def test_a_mistake_in_the_search_box_is_answered_with_a_correction(catalogue):
    suggestions = catalogue.suggest("parkng")

    assert (suggestions.completions, suggestions.corrected) == ([], "parking")


def test_the_form_that_was_typed_comes_before_others_of_its_stem(tmp_path):
    index = filled(
        tmp_path / "index",
        component(1, "园区能耗", "Park energy", full_name="yunling/park-energy"),
        component(2, "智慧停车", "Smart parking", full_name="yunling/smart-parking"),
    )

    assert found(index, "parking") == [2, 1]
