"""How Chinese characters are read: the syllables of a name, without their tones."""

from __future__ import annotations

import os
import unicodedata
from collections.abc import Mapping
from functools import cache, lru_cache
from itertools import islice, product
from typing import Final

WAYS = 6
"""Ways to read a name that are taken at most."""
_AS_TABLE = """
仇 qiu chou, 任 ren, 单 shan dan, 區 ou qu, 区 ou qu, 召 shao zhao, 句 gou ju, 員 yun yuan,
员 yun yuan, 和 he, 尉 wei yu, 折 she zhe, 曾 zeng ceng, 曲 qu, 查 zha cha, 朴 piao pu,
翟 zhai di, 盖 ge gai, 种 chong zhong, 秘 bi mi, 繁 fan po, 缪 miao, 繆 miao, 覃 qin tan,
解 xie jie, 車 che, 车 che, 谌 chen, 諶 chen, 那 na, 郗 xi chi, 都 du, 隗 wei kui,
洗 xian xi, 冼 xian, 祭 zhai ji, 牟 mou mu, 藏 zang cang, 纪 ji, 阙 que, 薄 bo, 柏 bai bo,
逄 pang, 庞 pang, 乐 le yue, 樂 le yue, 行 xing hang, 朝 chao zhao, 长 chang zhang,
長 chang zhang, 重 zhong chong, 茜 qian xi, 晟 sheng cheng, 莘 shen xin, 盛 sheng,
传 chuan, 傳 chuan, 宿 su, 校 xiao, 石 shi, 万 wan, 萬 wan, 俟 qi si, 奇 qi, 卡 ka, 吕 lv lu,
呂 lv lu, 女 nv, 绿 lv, 綠 lv, 律 lv, 旅 lv, 贾 jia, 賈 jia, 沈 shen, 家 jia, 叶 ye, 葉 ye
"""
IN_NAMES: Final[Mapping[str, tuple[str, ...]]] = {
    sign: tuple(syllables) for sign, *syllables in (entry.split() for entry in _AS_TABLE.split(","))
}
"""Characters that are read in names otherwise than alone, or in two ways; every other one by its commonest reading,
for rare ones would find whom nobody means."""


@cache
def _dictionary() -> dict[int, str]:
    # Names are no phrases, and the phrases are five sixths of what there is to read.
    os.environ.setdefault("PYPINYIN_NO_PHRASES", "true")
    from pypinyin.pinyin_dict import pinyin_dict

    found: dict[int, str] = pinyin_dict
    return found


@lru_cache(maxsize=8192)
def readings(sign: str) -> tuple[str, ...]:
    """The ways in which a character of a name is read, ``("shan", "dan")``; none for what is no Chinese character."""
    if sign.isascii():
        return ()
    if sign in IN_NAMES:
        return IN_NAMES[sign]
    commonest = _dictionary().get(ord(sign), "").split(",")[0]
    return (_toneless(commonest),) if commonest else ()


def _toneless(syllable: str) -> str:
    """A syllable in the letters of a keyboard; the u with dots is typed as v."""
    parts = unicodedata.normalize("NFD", syllable.replace("ü", "v").translate(_DOTTED))
    return "".join(sign for sign in parts if "a" <= sign <= "z")


_DOTTED = str.maketrans("ǖǘǚǜ", "vvvv")


_HAN = "\ue000"
"""Before the syllable of a Chinese character: behind letters and figures, as a spreadsheet in Chinese sorts."""


@lru_cache(maxsize=65536)
def reading_order(text: str) -> str:
    """What a text is sorted by: sign by sign, Chinese ones by their syllable as names have it, without tone.

    Those of one syllable stay together (all 李 before all 黎); letters are alike in both sizes, and stand before.

    >>> sorted(["王芳", "李雷", "Zhao", "单云", "曾华", "ann"], key=reading_order)
    ['ann', 'Zhao', '李雷', '单云', '王芳', '曾华']
    """
    if text.isascii():
        return text.casefold()
    return "".join(
        f"{_HAN}{found[0]}\0{sign}" if (found := readings(sign)) else sign.casefold() for sign in text
    )


@lru_cache(maxsize=65536)
def ways_to_read(name: str) -> tuple[tuple[str, ...], ...]:
    """The ways to read a squeezed text, each as its syllables; letters and digits stand as they are.

    None for a text without Chinese characters.
    """
    parts: list[tuple[str, ...]] = []
    chinese = False
    for sign in name:
        found = readings(sign)
        chinese = chinese or bool(found)
        parts.append(found or (sign,))
    return tuple(islice(product(*parts), WAYS)) if chinese else ()
