"""How plausible a text is as what it would be in an encoding: by its common characters, and those that no table holds.

Plain counting against small tables of our own; what a library for guessing took a short file for is in
docs/decisions/0055.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import Final

_BOTH: Final = (
    "的一是不了在人有我他中上大和地到以要就出可也你生能而子那得下自之年作用道行所然家事成方多去法如都同面起看定天分好小部其些主理心她本前但因只想日者意力它"
    "把十民第公此已工使情明性知全三又正外高由最重物手向文政美相利什二等或新己制身果加西月合回特代信表化老世位次度任常先海通教原提立及比解水名真走各入口平系"
    "更打女四神何安少才反受目太量再感建做接必件期市直德命山金指克至形社便空治展科司五基眼非白界光放即像且思王象完式色路南品住告求程北死交取拉格望共清今切院"
    "候客服修配供速合理投受一般非常址技主管李黄周徐胡郭林梁宋唐曹彭曾田董袁潘蔡余杜丁任沈姚姜崔汪石夏方白孟熊秦邱江尹薛芳娜秀英敏磊洋勇娟超霞桂玲志燕波斌宇"
    "浩健俊帆雪梅琳晶欣怡婷雯倩佳嘉琪博晨雨旭鑫淑惠雅君豪冠廷宗翰玉冰箱空衣水店班早晚白休假回已未取消到家用品牌型京津沪成都武西安州深"
)
_SIMPLIFIED: Final = (
    "这个们来为国说时会对于着过发后里种经么学现当没动还进样开从实军无与长机关点业将两间问很并应战头体见产话内给门儿东声员论处义几认条气题尔别变总电数报结"
    "务场计资许统队决马书则听却达强难权设记类据边张该规万觉术领确传师观让识带导争运户务维质应响态费单编号诉时间评价满话产障专员门组刘陈杨赵吴孙马罗郑谢许"
    "邓韩冯萧蒋叶苏魏吕卢钟谭陆贾邹伟静丽强军艳杰涛刚辉红华国云飞鹏凯颖瑶轩泽宁阳调洗机热器视灯损坏换错误严轻响迟修复已约达联系间际广庆"
)
_TRADITIONAL: Final = (
    "這個們來為國說時會對於著過發後裡種經麼學現當沒動還進樣開從實軍無與長機關點業將兩間問很並應戰頭體見產話內給門兒東聲員論處義幾認條氣題爾別變總電數報結"
    "務場計資許統隊決馬書則聽卻達強難權設記類據邊張該規萬覺術領確傳師觀讓識帶導爭運戶務維質應響態費單編號訴時間評價滿話產障專員門組劉陳楊趙吳孫馬羅鄭謝許"
    "鄧韓馮蕭蔣葉蘇魏呂盧鍾譚陸賈鄒偉靜麗強軍艷傑濤剛輝紅華國雲飛鵬凱穎瑤軒澤寧陽調洗機熱器視燈損壞換錯誤嚴輕響遲修復已約達聯繫間際廣慶黃"
)
_HANGUL: Final = frozenset(
    "이다가는에을를의한고하지로기도사시인서김박최정강조윤장임오신권황안송전홍유문양손배백허남심노민영수진현경희은미주연철호성준동원상재선혜우용석아나라대리그자"
    "일어제부구보해과여소만내중요국학생회관간당년월방면실말세무물교금통계화의"
)
_MARKS: Final = frozenset(",。、:;()！?“”‘’《》【】·—…￥°％×①②③，：；（）？")

COMMON: Final = 2.0
RARE: Final = -0.7
STRANGE: Final = -2.0

_HAN_COMMON: Final = frozenset(_BOTH + _SIMPLIFIED + _TRADITIONAL)
_HAN_TRADITIONAL: Final = frozenset(_BOTH + _TRADITIONAL)


def plausibility(text: Iterable[str], encoding: str) -> float:
    """Return the sum over the characters of a text that are not ASCII: the higher, the more it is what it seems."""
    weigh = _WEIGHTS[encoding]
    return sum(weigh(sign) for sign in text if sign > "\x7f")


def _han(sign: str, common: frozenset[str], codec: str, frequent: tuple[int, int]) -> float:
    if sign in common:
        return COMMON
    if sign in _MARKS:
        return 0.5
    if "\u3400" <= sign <= "\u4dbf" or sign >= "\U00020000":
        return RARE
    if not ("\u4e00" <= sign <= "\u9fff"):
        return STRANGE
    try:
        lead = sign.encode(codec)[0]
    except UnicodeEncodeError:
        return RARE * 1.5
    # The first level of the standard: its characters in use, by the standard's own count.
    return 0.3 if frequent[0] <= lead <= frequent[1] else RARE


def _simplified(sign: str) -> float:
    return _han(sign, _HAN_COMMON, "gb2312", (0xB0, 0xD7))


def _traditional(sign: str) -> float:
    return _han(sign, _HAN_TRADITIONAL, "big5", (0xA4, 0xC6))


def _japanese(sign: str) -> float:
    if "\u3041" <= sign <= "\u30fe":
        return 1.2
    if "\uff61" <= sign <= "\uff9f":
        # Each single byte of another encoding becomes one.
        return STRANGE
    return _han(sign, _HAN_COMMON, "shift_jis", (0x88, 0x97)) - 0.5


def _korean(sign: str) -> float:
    if "\uac00" <= sign <= "\ud7a3":
        return COMMON if sign in _HANGUL else -0.3
    return 0.5 if sign in _MARKS else STRANGE


_WEIGHTS: Final = {
    "gb18030": _simplified,
    "cp950": _traditional,
    "cp932": _japanese,
    "cp949": _korean,
    "utf-16-le": _simplified,
    "utf-16-be": _simplified,
    "utf-32-le": _simplified,
    "utf-32-be": _simplified,
}
CANDIDATES: Final = ("gb18030", "cp950", "cp932", "cp949")
"""What files come in beside UTF-8: Chinese, Chinese of Taiwan and Hong Kong, Japanese, Korean."""
