"""Sample names: common surnames and given names, put together by rule. Nobody in particular is meant."""

from __future__ import annotations

SURNAMES = (
    "王", "李", "张", "刘", "陈", "杨", "赵", "黄", "周", "吴",
    "徐", "孙", "胡", "朱", "高", "林", "何", "郭", "马", "罗",
    "梁", "宋", "郑", "谢", "韩", "唐", "冯", "于", "董", "萧",
    "程", "曹", "袁", "邓", "许", "傅", "沈", "曾", "彭", "吕",
)  # fmt: skip
"""40 surnames; no common factor with the number of given names, so that a walk over both meets every pair."""

GIVEN_NAMES = (
    "伟", "芳", "娜", "敏", "静", "丽", "强", "磊", "军", "洋",
    "勇", "艳", "杰", "娟", "涛", "明", "超", "霞", "平", "刚",
    "桂英", "建华", "晓峰", "雨桐", "志强", "海燕", "文博", "秀兰", "国庆", "思远",
    "玉梅", "子轩", "春生", "丽萍", "俊杰", "红霞", "立新", "梦瑶", "永康", "淑珍",
    "宇航", "佳怡", "长江", "美玲", "振东", "晓燕", "学文", "金凤", "家豪", "诗涵",
    "卫东", "慧敏", "天宇", "凤英", "新民", "欣然", "大勇", "月华", "光明", "若曦",
    "松涛", "惠芬", "向阳", "雅琴", "云飞", "彩霞", "少华", "婷婷", "德福", "一鸣",
    "宏伟", "小红", "庆丰", "兰香", "正义", "可欣", "嘉诚", "素芬", "跃进", "乐天",
    "思雨",
)  # fmt: skip
"""81 given names of one or two characters."""

FORMS_OF_ADDRESS = ("先生", "女士")
"""How a customer is noted down who gave a surname only."""


def employee_name(index: int) -> str:
    """Give the name of the employee with a running index from 0: 3,240 different ones, then the same again.

    Both strides share no factor with the length of their table, so that every pair of the two comes up once.
    """
    return SURNAMES[(index * 7 + 3) % len(SURNAMES)] + GIVEN_NAMES[(index * 25 + 22) % len(GIVEN_NAMES)]
