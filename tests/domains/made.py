"""Texts as lists of features, made by chance, so that tests need no analysis."""

import random

WORDS = {
    "교통": ("버스", "도로", "주차", "노선", "신호", "정류장"),
    "보건": ("보건소", "접종", "진료", "병원", "검진", "건강"),
    "체육": ("선수", "대회", "경기", "구장", "우승", "훈련"),
    "도서": ("독서", "도서관", "책", "작가", "대출", "서가"),
}
COMMON = ("행사", "주민", "지원", "사업", "올해", "참여", "운영", "신청", "시설", "마을")


def texts(count, seed=1, names=tuple(WORDS)):
    """Give feature lists and their domains, one or two each."""
    chance = random.Random(seed)
    lists, domains = [], []
    for _ in range(count):
        chosen = chance.sample(names, 2 if chance.random() < 0.2 and len(names) > 1 else 1)
        words = [chance.choice(WORDS[name]) for name in chosen for _ in range(4)]
        words += [chance.choice(COMMON) for _ in range(6)]
        chance.shuffle(words)
        lists.append(words)
        domains.append(chosen)
    return lists, domains
