"""Where the sentence of a quotation begins, and what shows that it goes on with the one before."""

from __future__ import annotations

import re

# The stop of an initial or of Mr. ends no sentence.
BOUNDARY = re.compile(r"[.!?]+(?<![ (.][A-Z]\.)(?<![MD]r\.)(?<!Ms\.)[”\"’']?\s+|\n+")
HANGS_ON = re.compile(
    r"(?:며|면서|고|고도|데|만|으나|,|통해|통하여|[가-힣]{2}[은는께]|그는|에서는?|에게)\s*$"
)
BREAK = re.compile(r"^[^가-힣a-zA-Z0-9·,]|\n[^가-힣]")
# The second one: a full stop that was left out, 말했다 이어 “…”
FULL_STOP = re.compile(
    r"[다요까][.!?]+\s|[가-힣][.!?]\s|[했였혔았였]다\s(?:이어|또|특히|아울러|그러면서|끝으로)"
)
# …고 말하고, 이어 “…”: a record of its own.
NEXT_ONE = re.compile(r"(?:이어서?|이어\s[가-힣]{1,8}(?:에게|에)),?\s*$")
# …고 말했고, 시민들은 “…”: another says what follows.
ANOTHER = re.compile(r"[했혔겼었았렸졌녔쳤](?:고|으며|으나|지만),?\s")
CARRIES = re.compile(
    r"^[\s□ㅇ○◦❍▷▶\-*·•]*(?:이어서?|또한?|아울러|그러면서도?|특히|더불어|이와\s함께|이와\s더불어|그리고|나아가|다만|끝으로|마지막으로|"
    r"그러나|하지만|한편|이에|이를\s위해|앞으로|계속해서|그는|그도|덧붙여)?[,\s]*(?:[가-힣0-9A-Za-z()·%]{1,16}[\s,]{1,2}){0,12}$"
)
# □ 아울러 “…”: the sentence before says who speaks.
GOES_ON = re.compile(
    r"^(?:[\s□ㅇ○◦❍▷▶\-*·•]*(?:이어서?|또한?|아울러|그러면서도?|특히|더불어|이와\s함께|이와\s더불어|끝으로|마지막으로|이후|이날|먼저|"
    r"[첫둘셋넷]째|이\s자리에서)[,\s]+|\s*[ㅇ○◦❍\-]\s?)(?:[가-힣0-9·]{1,16}[\s,]{1,3}){0,14}[ㅇ○◦❍\-]?\s?$"
)
# A subject of its own, who is nobody known to speak: □ 이웃은 오래전부터 “…”, 이날 행사에 온 한 길손은 “…”.
OWN = re.compile(
    r"[가-힣]{2,}(?<![에로서게께])[은는],?\s*$|^[\s□ㅇ○◦❍▷▶\-*·•]*(?!그는|그녀는)[가-힣]{2,}(?<![에로서게께])[은는]\s"
)
# 가람청(청장 김하나)은 “3월부터 고시를 시행한다”고 밝혔다: news of the body, not a word of its head.
REPORTED = re.compile(r"(?:(?:시행|개최|실시|운영|추진|모집|발표)한다|[가-힣](?:했|됐|되었|하였)다)[.]?$")
# Somebody else than the one before has come into it.
OTHERS = re.compile(r"[”\"]")
