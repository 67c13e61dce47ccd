"""The holiday notices of China's State Council for 2004 to 2026, transcribed by hand.

Each year has its notice of the General Office (国务院办公厅关于部分节假日安排的通知), issued late in the year before.
Days stand under the year of their notice, which for a few around New Year is not the year they fall in. A holiday a
notice joins to a weekend (与周末连休) is written as the day the notice names: the weekend is off anyway.
"""

from __future__ import annotations

from datetime import date

# First and last day off of each holiday, both included; weekends may lie between.
DAYS_OFF: tuple[tuple[date, date], ...] = (
    # 2004: 国办发明电〔2003〕53号
    (date(2004, 1, 1), date(2004, 1, 1)),  # New Year
    (date(2004, 1, 22), date(2004, 1, 28)),  # Spring Festival
    (date(2004, 5, 1), date(2004, 5, 7)),  # Labour Day
    (date(2004, 10, 1), date(2004, 10, 7)),  # National Day
    # 2005: 国办发明电〔2004〕52号
    (date(2005, 1, 1), date(2005, 1, 3)),  # New Year
    (date(2005, 2, 9), date(2005, 2, 15)),  # Spring Festival
    (date(2005, 5, 1), date(2005, 5, 7)),  # Labour Day
    (date(2005, 10, 1), date(2005, 10, 7)),  # National Day
    # 2006: 国办发明电〔2005〕35号
    (date(2006, 1, 1), date(2006, 1, 3)),  # New Year
    (date(2006, 1, 29), date(2006, 2, 4)),  # Spring Festival
    (date(2006, 5, 1), date(2006, 5, 7)),  # Labour Day
    (date(2006, 10, 1), date(2006, 10, 7)),  # National Day
    # 2007: 国办发明电〔2006〕49号
    (date(2007, 1, 1), date(2007, 1, 3)),  # New Year
    (date(2007, 2, 18), date(2007, 2, 24)),  # Spring Festival
    (date(2007, 5, 1), date(2007, 5, 7)),  # Labour Day
    (date(2007, 10, 1), date(2007, 10, 7)),  # National Day
    # 2008: 国办发明电〔2007〕52号; the first with Qingming, Dragon Boat and Mid-Autumn
    (date(2007, 12, 30), date(2008, 1, 1)),  # New Year, begins in 2007
    (date(2008, 2, 6), date(2008, 2, 12)),  # Spring Festival
    (date(2008, 4, 4), date(2008, 4, 6)),  # Qingming
    (date(2008, 5, 1), date(2008, 5, 3)),  # Labour Day
    (date(2008, 6, 7), date(2008, 6, 9)),  # Dragon Boat
    (date(2008, 9, 13), date(2008, 9, 15)),  # Mid-Autumn
    (date(2008, 9, 29), date(2008, 10, 5)),  # National Day, begins in September
    # 2009: 国办发明电〔2008〕42号
    (date(2009, 1, 1), date(2009, 1, 3)),  # New Year
    (date(2009, 1, 25), date(2009, 1, 31)),  # Spring Festival
    (date(2009, 4, 4), date(2009, 4, 6)),  # Qingming
    (date(2009, 5, 1), date(2009, 5, 3)),  # Labour Day
    (date(2009, 5, 28), date(2009, 5, 30)),  # Dragon Boat
    (date(2009, 10, 1), date(2009, 10, 8)),  # National Day and Mid-Autumn
    # 2010: 国办发明电〔2009〕27号
    (date(2010, 1, 1), date(2010, 1, 3)),  # New Year
    (date(2010, 2, 13), date(2010, 2, 19)),  # Spring Festival
    (date(2010, 4, 3), date(2010, 4, 5)),  # Qingming
    (date(2010, 5, 1), date(2010, 5, 3)),  # Labour Day
    (date(2010, 6, 14), date(2010, 6, 16)),  # Dragon Boat
    (date(2010, 9, 22), date(2010, 9, 24)),  # Mid-Autumn
    (date(2010, 10, 1), date(2010, 10, 7)),  # National Day
    # 2011: 国办发明电〔2010〕40号
    (date(2011, 1, 1), date(2011, 1, 3)),  # New Year
    (date(2011, 2, 2), date(2011, 2, 8)),  # Spring Festival
    (date(2011, 4, 3), date(2011, 4, 5)),  # Qingming
    (date(2011, 4, 30), date(2011, 5, 2)),  # Labour Day
    (date(2011, 6, 4), date(2011, 6, 6)),  # Dragon Boat
    (date(2011, 9, 10), date(2011, 9, 12)),  # Mid-Autumn
    (date(2011, 10, 1), date(2011, 10, 7)),  # National Day
    # 2012: 国办发明电〔2011〕45号
    (date(2012, 1, 1), date(2012, 1, 3)),  # New Year
    (date(2012, 1, 22), date(2012, 1, 28)),  # Spring Festival
    (date(2012, 4, 2), date(2012, 4, 4)),  # Qingming
    (date(2012, 4, 29), date(2012, 5, 1)),  # Labour Day
    (date(2012, 6, 22), date(2012, 6, 24)),  # Dragon Boat
    (date(2012, 9, 30), date(2012, 10, 7)),  # Mid-Autumn and National Day
    # 2013: 国办发明电〔2012〕33号
    (date(2013, 1, 1), date(2013, 1, 3)),  # New Year
    (date(2013, 2, 9), date(2013, 2, 15)),  # Spring Festival
    (date(2013, 4, 4), date(2013, 4, 6)),  # Qingming
    (date(2013, 4, 29), date(2013, 5, 1)),  # Labour Day
    (date(2013, 6, 10), date(2013, 6, 12)),  # Dragon Boat
    (date(2013, 9, 19), date(2013, 9, 21)),  # Mid-Autumn
    (date(2013, 10, 1), date(2013, 10, 7)),  # National Day
    # 2014: 国办发明电〔2013〕28号; New Year's Eve of the lunar calendar is worked this year
    (date(2014, 1, 1), date(2014, 1, 1)),  # New Year
    (date(2014, 1, 31), date(2014, 2, 6)),  # Spring Festival
    (date(2014, 4, 5), date(2014, 4, 7)),  # Qingming on a Saturday, the Monday in lieu
    (date(2014, 5, 1), date(2014, 5, 3)),  # Labour Day
    (date(2014, 6, 2), date(2014, 6, 2)),  # Dragon Boat, a Monday
    (date(2014, 9, 8), date(2014, 9, 8)),  # Mid-Autumn, a Monday
    (date(2014, 10, 1), date(2014, 10, 7)),  # National Day
    # 2015: 国办发明电〔2014〕28号
    (date(2015, 1, 1), date(2015, 1, 3)),  # New Year
    (date(2015, 2, 18), date(2015, 2, 24)),  # Spring Festival
    (date(2015, 4, 5), date(2015, 4, 6)),  # Qingming on a Sunday, the Monday in lieu
    (date(2015, 5, 1), date(2015, 5, 1)),  # Labour Day, a Friday
    (date(2015, 6, 20), date(2015, 6, 22)),  # Dragon Boat on a Saturday, the Monday in lieu
    (
        date(2015, 9, 3),
        date(2015, 9, 5),
    ),  # Victory Day, once, 70 years after: 国发明电〔2015〕1号 of 13 May 2015
    (date(2015, 9, 27), date(2015, 9, 27)),  # Mid-Autumn, a Sunday; its day in lieu is within National Day's
    (date(2015, 10, 1), date(2015, 10, 7)),  # National Day
    # 2016: 国办发明电〔2015〕18号
    (date(2016, 1, 1), date(2016, 1, 1)),  # New Year, a Friday
    (date(2016, 2, 7), date(2016, 2, 13)),  # Spring Festival
    (date(2016, 4, 4), date(2016, 4, 4)),  # Qingming, a Monday
    (date(2016, 5, 1), date(2016, 5, 2)),  # Labour Day on a Sunday, the Monday in lieu
    (date(2016, 6, 9), date(2016, 6, 11)),  # Dragon Boat
    (date(2016, 9, 15), date(2016, 9, 17)),  # Mid-Autumn
    (date(2016, 10, 1), date(2016, 10, 7)),  # National Day
    # 2017: 国办发明电〔2016〕17号
    (date(2017, 1, 1), date(2017, 1, 2)),  # New Year on a Sunday, the Monday in lieu
    (date(2017, 1, 27), date(2017, 2, 2)),  # Spring Festival
    (date(2017, 4, 2), date(2017, 4, 4)),  # Qingming
    (date(2017, 5, 1), date(2017, 5, 1)),  # Labour Day, a Monday
    (date(2017, 5, 28), date(2017, 5, 30)),  # Dragon Boat
    (date(2017, 10, 1), date(2017, 10, 8)),  # Mid-Autumn and National Day
    # 2018: 国办发明电〔2017〕12号
    (date(2018, 1, 1), date(2018, 1, 1)),  # New Year, a Monday
    (date(2018, 2, 15), date(2018, 2, 21)),  # Spring Festival
    (date(2018, 4, 5), date(2018, 4, 7)),  # Qingming
    (date(2018, 4, 29), date(2018, 5, 1)),  # Labour Day
    (date(2018, 6, 18), date(2018, 6, 18)),  # Dragon Boat, a Monday
    (date(2018, 9, 24), date(2018, 9, 24)),  # Mid-Autumn, a Monday
    (date(2018, 10, 1), date(2018, 10, 7)),  # National Day
    # 2019: 国办发明电〔2018〕15号
    (date(2018, 12, 30), date(2019, 1, 1)),  # New Year, begins in 2018
    (date(2019, 2, 4), date(2019, 2, 10)),  # Spring Festival
    (date(2019, 4, 5), date(2019, 4, 5)),  # Qingming, a Friday
    (
        date(2019, 5, 1),
        date(2019, 5, 4),
    ),  # Labour Day; at first only the 1st, 国办发明电〔2019〕3号 of 22 March 2019
    (date(2019, 6, 7), date(2019, 6, 7)),  # Dragon Boat, a Friday
    (date(2019, 9, 13), date(2019, 9, 13)),  # Mid-Autumn, a Friday
    (date(2019, 10, 1), date(2019, 10, 7)),  # National Day
    # 2020: 国办发明电〔2019〕16号
    (date(2020, 1, 1), date(2020, 1, 1)),  # New Year
    (
        date(2020, 1, 24),
        date(2020, 2, 2),
    ),  # Spring Festival; at first to 30 January, then to 2 February because
    # of the epidemic: 国办发明电〔2020〕1号. Saturday 1 February was to be worked and is off.
    (date(2020, 4, 4), date(2020, 4, 6)),  # Qingming
    (date(2020, 5, 1), date(2020, 5, 5)),  # Labour Day
    (date(2020, 6, 25), date(2020, 6, 27)),  # Dragon Boat
    (date(2020, 10, 1), date(2020, 10, 8)),  # National Day and Mid-Autumn
    # 2021: 国办发明电〔2020〕27号
    (date(2021, 1, 1), date(2021, 1, 3)),  # New Year
    (date(2021, 2, 11), date(2021, 2, 17)),  # Spring Festival
    (date(2021, 4, 3), date(2021, 4, 5)),  # Qingming
    (date(2021, 5, 1), date(2021, 5, 5)),  # Labour Day
    (date(2021, 6, 12), date(2021, 6, 14)),  # Dragon Boat
    (date(2021, 9, 19), date(2021, 9, 21)),  # Mid-Autumn
    (date(2021, 10, 1), date(2021, 10, 7)),  # National Day
    # 2022: 国办发明电〔2021〕11号
    (date(2022, 1, 1), date(2022, 1, 3)),  # New Year
    (date(2022, 1, 31), date(2022, 2, 6)),  # Spring Festival
    (date(2022, 4, 3), date(2022, 4, 5)),  # Qingming
    (date(2022, 4, 30), date(2022, 5, 4)),  # Labour Day
    (date(2022, 6, 3), date(2022, 6, 5)),  # Dragon Boat
    (date(2022, 9, 10), date(2022, 9, 12)),  # Mid-Autumn
    (date(2022, 10, 1), date(2022, 10, 7)),  # National Day
    # 2023: 国办发明电〔2022〕16号
    (date(2022, 12, 31), date(2023, 1, 2)),  # New Year, begins in 2022
    (date(2023, 1, 21), date(2023, 1, 27)),  # Spring Festival
    (date(2023, 4, 5), date(2023, 4, 5)),  # Qingming, a Wednesday
    (date(2023, 4, 29), date(2023, 5, 3)),  # Labour Day
    (date(2023, 6, 22), date(2023, 6, 24)),  # Dragon Boat
    (date(2023, 9, 29), date(2023, 10, 6)),  # Mid-Autumn and National Day
    # 2024: 国办发明电〔2023〕7号
    (date(2024, 1, 1), date(2024, 1, 1)),  # New Year, a Monday
    (
        date(2024, 2, 10),
        date(2024, 2, 17),
    ),  # Spring Festival; leave on its eve is only encouraged, so the 9th is worked
    (date(2024, 4, 4), date(2024, 4, 6)),  # Qingming
    (date(2024, 5, 1), date(2024, 5, 5)),  # Labour Day
    (date(2024, 6, 10), date(2024, 6, 10)),  # Dragon Boat, a Monday
    (date(2024, 9, 15), date(2024, 9, 17)),  # Mid-Autumn
    (date(2024, 10, 1), date(2024, 10, 7)),  # National Day
    # 2025: 国办发明电〔2024〕12号
    (date(2025, 1, 1), date(2025, 1, 1)),  # New Year
    (date(2025, 1, 28), date(2025, 2, 4)),  # Spring Festival
    (date(2025, 4, 4), date(2025, 4, 6)),  # Qingming
    (date(2025, 5, 1), date(2025, 5, 5)),  # Labour Day
    (date(2025, 5, 31), date(2025, 6, 2)),  # Dragon Boat
    (date(2025, 10, 1), date(2025, 10, 8)),  # National Day and Mid-Autumn
    # 2026: 国办发明电〔2025〕7号
    (date(2026, 1, 1), date(2026, 1, 3)),  # New Year
    (date(2026, 2, 15), date(2026, 2, 23)),  # Spring Festival
    (date(2026, 4, 4), date(2026, 4, 6)),  # Qingming
    (date(2026, 5, 1), date(2026, 5, 5)),  # Labour Day
    (date(2026, 6, 19), date(2026, 6, 21)),  # Dragon Boat
    (date(2026, 9, 25), date(2026, 9, 27)),  # Mid-Autumn
    (date(2026, 10, 1), date(2026, 10, 7)),  # National Day
)

# Weekend days that are worked to make up for a holiday.
MADE_UP: tuple[date, ...] = (
    # 2004
    date(2004, 1, 17),
    date(2004, 1, 18),
    date(2004, 5, 8),
    date(2004, 5, 9),
    date(2004, 10, 9),
    date(2004, 10, 10),
    # 2005
    date(2005, 2, 5),
    date(2005, 2, 6),
    date(2005, 4, 30),
    date(2005, 5, 8),
    date(2005, 10, 8),
    date(2005, 10, 9),
    # 2006
    date(2005, 12, 31),  # in the year before, for New Year 2006
    date(2006, 1, 28),
    date(2006, 2, 5),
    date(2006, 4, 29),
    date(2006, 4, 30),
    date(2006, 9, 30),
    date(2006, 10, 8),
    # 2007
    date(2006, 12, 30),  # in the year before, for New Year 2007
    date(2006, 12, 31),  # likewise
    date(2007, 2, 17),
    date(2007, 2, 25),
    date(2007, 4, 28),
    date(2007, 4, 29),
    date(2007, 9, 29),
    date(2007, 9, 30),
    # 2008
    date(2007, 12, 29),  # in the year before, for New Year 2008
    date(2008, 2, 2),
    date(2008, 2, 3),
    date(2008, 5, 4),
    date(2008, 9, 27),
    date(2008, 9, 28),
    # 2009
    date(2009, 1, 4),
    date(2009, 1, 24),
    date(2009, 2, 1),
    date(2009, 5, 31),
    date(2009, 9, 27),
    date(2009, 10, 10),
    # 2010
    date(2010, 2, 20),
    date(2010, 2, 21),
    date(2010, 6, 12),
    date(2010, 6, 13),
    date(2010, 9, 19),
    date(2010, 9, 25),
    date(2010, 9, 26),
    date(2010, 10, 9),
    # 2011
    date(2011, 1, 30),
    date(2011, 2, 12),
    date(2011, 4, 2),
    date(2011, 10, 8),
    date(2011, 10, 9),
    # 2012
    date(2011, 12, 31),  # in the year before, for New Year 2012
    date(2012, 1, 21),
    date(2012, 1, 29),
    date(2012, 3, 31),
    date(2012, 4, 1),
    date(2012, 4, 28),
    date(2012, 9, 29),
    # 2013
    date(2013, 1, 5),
    date(2013, 1, 6),
    date(2013, 2, 16),
    date(2013, 2, 17),
    date(2013, 4, 7),
    date(2013, 4, 27),
    date(2013, 4, 28),
    date(2013, 6, 8),
    date(2013, 6, 9),
    date(2013, 9, 22),
    date(2013, 9, 29),
    date(2013, 10, 12),
    # 2014
    date(2014, 1, 26),
    date(2014, 2, 8),
    date(2014, 5, 4),
    date(2014, 9, 28),
    date(2014, 10, 11),
    # 2015
    date(2015, 1, 4),
    date(2015, 2, 15),
    date(2015, 2, 28),
    date(2015, 9, 6),  # for Victory Day, 国发明电〔2015〕1号
    date(2015, 10, 10),
    # 2016
    date(2016, 2, 6),
    date(2016, 2, 14),
    date(2016, 6, 12),
    date(2016, 9, 18),
    date(2016, 10, 8),
    date(2016, 10, 9),
    # 2017
    date(2017, 1, 22),
    date(2017, 2, 4),
    date(2017, 4, 1),
    date(2017, 5, 27),
    date(2017, 9, 30),
    # 2018
    date(2018, 2, 11),
    date(2018, 2, 24),
    date(2018, 4, 8),
    date(2018, 4, 28),
    date(2018, 9, 29),
    date(2018, 9, 30),
    # 2019
    date(2018, 12, 29),  # in the year before, for New Year 2019
    date(2019, 2, 2),
    date(2019, 2, 3),
    date(2019, 4, 28),  # for the longer Labour Day, 国办发明电〔2019〕3号
    date(2019, 5, 5),  # likewise
    date(2019, 9, 29),
    date(2019, 10, 12),
    # 2020
    date(2020, 1, 19),
    date(2020, 4, 26),
    date(2020, 5, 9),
    date(2020, 6, 28),
    date(2020, 9, 27),
    date(2020, 10, 10),
    # 2021
    date(2021, 2, 7),
    date(2021, 2, 20),
    date(2021, 4, 25),
    date(2021, 5, 8),
    date(2021, 9, 18),
    date(2021, 9, 26),
    date(2021, 10, 9),
    # 2022
    date(2022, 1, 29),
    date(2022, 1, 30),
    date(2022, 4, 2),
    date(2022, 4, 24),
    date(2022, 5, 7),
    date(2022, 10, 8),
    date(2022, 10, 9),
    # 2023
    date(2023, 1, 28),
    date(2023, 1, 29),
    date(2023, 4, 23),
    date(2023, 5, 6),
    date(2023, 6, 25),
    date(2023, 10, 7),
    date(2023, 10, 8),
    # 2024
    date(2024, 2, 4),
    date(2024, 2, 18),
    date(2024, 4, 7),
    date(2024, 4, 28),
    date(2024, 5, 11),
    date(2024, 9, 14),
    date(2024, 9, 29),
    date(2024, 10, 12),
    # 2025
    date(2025, 1, 26),
    date(2025, 2, 8),
    date(2025, 4, 27),
    date(2025, 9, 28),
    date(2025, 10, 11),
    # 2026
    date(2026, 1, 4),
    date(2026, 2, 14),
    date(2026, 2, 28),
    date(2026, 5, 9),
    date(2026, 9, 20),
    date(2026, 10, 10),
)
