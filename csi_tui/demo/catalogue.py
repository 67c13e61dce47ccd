"""The products of the sample department, what fails on them, and when."""

from __future__ import annotations

from dataclasses import dataclass

EVEN = (10,) * 12


@dataclass(frozen=True, slots=True)
class Fault:
    """A fault as the agent notes it, with its weight among the product's in each month, January first."""

    name: str
    by_month: tuple[int, ...] = EVEN


@dataclass(frozen=True, slots=True)
class Product:
    """A product line.

    Attributes:
        by_month: weight among all products in each month, January first.
        carried_in: how many of a thousand are carried in by the customer; the others are visited.
        fee: what a repair out of warranty costs, lowest and highest, in yuan.
    """

    name: str
    by_month: tuple[int, ...]
    carried_in: int
    fee: tuple[int, int]
    faults: tuple[Fault, ...]


_SUMMER = (1, 1, 2, 6, 12, 20, 24, 20, 10, 3, 1, 1)
_WINTER = (24, 18, 10, 4, 2, 1, 1, 1, 2, 6, 14, 22)

PRODUCTS = (
    Product(
        name="空调",
        by_month=(14, 10, 8, 10, 24, 40, 52, 44, 20, 8, 10, 14),
        carried_in=0,
        fee=(120, 680),
        faults=(
            Fault("不制冷", _SUMMER),
            Fault("不制热", _WINTER),
            Fault("漏水", _SUMMER),
            Fault("异响"),
            Fault("无法启动"),
        ),
    ),
    Product(
        name="冰箱",
        by_month=(12, 12, 12, 13, 16, 18, 20, 18, 14, 12, 12, 12),
        carried_in=0,
        fee=(100, 520),
        faults=(Fault("不制冷", _SUMMER), Fault("结霜严重"), Fault("漏水"), Fault("异响"), Fault("门封不严")),
    ),
    Product(
        name="洗衣机",
        by_month=(16,) * 12,
        carried_in=20,
        fee=(80, 420),
        faults=(Fault("不脱水"), Fault("不进水"), Fault("漏水"), Fault("异响"), Fault("显示故障代码")),
    ),
    Product(
        name="热水器",
        by_month=(34, 26, 18, 12, 8, 6, 6, 6, 8, 14, 24, 32),
        carried_in=0,
        fee=(100, 460),
        faults=(
            Fault("不出热水", _WINTER),
            Fault("水温不稳", _WINTER),
            Fault("漏水"),
            Fault("点火失败"),
            Fault("漏电保护跳闸"),
        ),
    ),
    Product(
        name="燃气灶",
        by_month=(10,) * 12,
        carried_in=30,
        fee=(60, 260),
        faults=(Fault("打不着火"), Fault("自动熄火"), Fault("火焰发黄")),
    ),
    Product(
        name="抽油烟机",
        by_month=(12, 14, 10, 9, 9, 9, 9, 9, 9, 9, 9, 10),
        carried_in=0,
        fee=(80, 320),
        faults=(Fault("吸力不足"), Fault("异响"), Fault("漏油"), Fault("按键失灵")),
    ),
    Product(
        name="净水器",
        by_month=(6, 6, 7, 8, 9, 10, 10, 10, 8, 7, 6, 6),
        carried_in=60,
        fee=(60, 300),
        faults=(Fault("出水慢"), Fault("漏水"), Fault("水质异味"), Fault("滤芯报警")),
    ),
    Product(
        name="电视",
        by_month=(14, 14, 10, 10, 10, 10, 10, 10, 10, 11, 10, 12),
        carried_in=120,
        fee=(120, 900),
        faults=(Fault("花屏"), Fault("无法启动"), Fault("有声无像"), Fault("遥控失灵")),
    ),
    Product(
        name="电暖器",
        by_month=(22, 16, 8, 2, 0, 0, 0, 0, 1, 6, 16, 22),
        carried_in=850,
        fee=(40, 160),
        faults=(Fault("不发热"), Fault("异味"), Fault("开关失灵")),
    ),
    Product(
        name="电风扇",
        by_month=(0, 0, 1, 4, 10, 16, 18, 14, 6, 1, 0, 0),
        carried_in=850,
        fee=(30, 120),
        faults=(Fault("不转"), Fault("异响"), Fault("摇头失灵")),
    ),
    Product(
        name="微波炉",
        by_month=(12,) * 12,
        carried_in=900,
        fee=(50, 220),
        faults=(Fault("不加热"), Fault("转盘不转"), Fault("按键失灵"), Fault("打火")),
    ),
    Product(
        name="电饭煲",
        by_month=(12,) * 12,
        carried_in=950,
        fee=(40, 180),
        faults=(Fault("不加热"), Fault("煮饭夹生"), Fault("显示故障代码")),
    ),
    Product(
        name="空气净化器",
        by_month=(12, 10, 8, 6, 5, 4, 4, 4, 5, 8, 11, 12),
        carried_in=700,
        fee=(60, 320),
        faults=(Fault("风量小"), Fault("异响"), Fault("传感器报警")),
    ),
)


def faults_of_month(month: int) -> tuple[tuple[Product, Fault], ...]:
    """List what comes in during a calendar month (1-12): draw from it evenly, and the weights come out right.

    Each product stands in it about 40 times its weight, shared out among its faults by theirs.
    """
    drawn: list[tuple[Product, Fault]] = []
    for product in PRODUCTS:
        weights = [fault.by_month[month - 1] for fault in product.faults]
        for fault, weight in zip(product.faults, weights, strict=True):
            drawn += [(product, fault)] * (product.by_month[month - 1] * 40 * weight // sum(weights))
    return tuple(drawn)
