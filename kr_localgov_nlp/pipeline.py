"""The ready pipeline: `load`, `analyze`, `tokenize`."""

from __future__ import annotations

from os import PathLike
from threading import Lock
from typing import TYPE_CHECKING, Any, cast

from kr_localgov_nlp.errors import InputError

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from spacy.language import Language
    from spacy.tokens import Doc

    from kr_localgov_nlp.korean import Token
    from kr_localgov_nlp.pages import Article

#: The components in the order they run; each one is registered as a spaCy factory.
PIPES = (
    "localgov_heads",
    "localgov_districts",
    "localgov_ministries",
    "localgov_dates",
    "localgov_money",
    "localgov_quantity",
    "localgov_awards",
    "localgov_prizes",
    "localgov_persons",
    "localgov_organisations",
    "localgov_places",
    "localgov_abroad",
    "localgov_known",
    "localgov_programs",
    "localgov_events",
    "localgov_listed",
    "localgov_recogniser",
    "localgov_merge",
    "localgov_link",
    "localgov_issuer",
    "localgov_head_records",
    "localgov_award_records",
    "localgov_quotes",
    "localgov_domains",
)


def load(
    domains: str | PathLike[str] | bool | None = None,
    heads: bool = True,
    gazetteer: str | PathLike[str] | Iterable[str | PathLike[str] | Mapping[str, str]] = (),
    entities: str | PathLike[str] | bool = True,
) -> Language:
    """Load the pipeline.

    Parameters
    ----------
    domains
        Folder of a domain classifier of your own, as ``kr-localgov train domains`` writes it; None for the shipped
        one, False for none.
    heads
        Whether the table of heads is used. Without it heads are found by their titles all the same, but not
        linked to their terms.
    gazetteer
        Tables of your own, added to the shipped ones: a CSV file, or several files and rows as dicts, with the columns
        ``kind,name,aliases,code,government,office,term,valid_from,valid_to,successor,label``.
    entities
        Folder of an entity recogniser of your own, as ``kr-localgov train entities`` writes it; True for the shipped one,
        False for tables and rules alone.

    Returns
    -------
    spacy.language.Language
        A spaCy pipeline; ``nlp(text)``, ``nlp.pipe(texts)``, ``nlp.to_disk(folder)`` work as in spaCy.

    Raises
    ------
    TableError
        A row of your tables breaks the rules; the message names file, line and reason.
    ModelError
        A model is not there, was changed, or was made for other versions.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> nlp = klg.load()
    >>> doc = nlp("문헌일 구로구청장은 10일 구로구청에서 협약을 맺었다.")
    >>> [(ent.text, ent.label_) for ent in doc.ents if ent.label_ in ("HEAD", "DISTRICT")]
    [('문헌일', 'HEAD'), ('구로구청', 'DISTRICT')]
    """
    from kr_localgov_nlp.gazetteer import load_gazetteer
    from kr_localgov_nlp.korean.language import KoreanLocalgov

    tables = (gazetteer,) if isinstance(gazetteer, (str, PathLike)) else tuple(gazetteer)
    rows = load_gazetteer(heads=heads, extra=tables).extra_rows
    settings = {
        "nlp": {
            "tokenizer": {
                "@tokenizers": "kr_localgov.KiwiTokenizer.v1",
                "names": {"@misc": "kr_localgov.names.v1", "heads": heads, "extra": rows},
            }
        }
    }
    nlp = KoreanLocalgov.from_config(settings)
    shipped_domains = domains is None or domains is True
    models: dict[str, dict[str, Any] | None] = {
        "localgov_recogniser": None
        if entities is False
        else {"path": None if entities is True else str(entities)},
        "localgov_domains": None
        if domains is False
        else {"model": "domains" if shipped_domains else str(domains)},
    }
    for pipe in PIPES:
        config = models.get(pipe, {})
        if config is not None:
            nlp.add_pipe(pipe, config=config)
    nlp.meta["name"] = "localgov"
    return nlp


def analyze(
    text: str | Article,
    published: object = None,
    issuer: str | None = None,
    outlet: str | None = None,
    nlp: Language | None = None,
) -> Doc:
    """Analyse one text with what is known about it.

    Parameters
    ----------
    text
        A text or an `Article`; of an article its own date and outlet are used unless given here.
    published
        The day of publication: a date, a datetime or an ISO string. Unknown stays unknown; today is never assumed.
    issuer
        Name or 10-digit code of the government whose release it is, from your own metadata.
    outlet
        Name of the paper.
    nlp
        A pipeline of `load`; a shared default one is loaded on first use.

    Returns
    -------
    spacy.tokens.Doc
        With entities linked as of the day and the records in ``doc._``.

    Raises
    ------
    InputError
        ``text`` is neither a text nor an article, ``published`` is no date, or ``issuer`` is no government the
        tables know.
    TextError
        The text holds a lone surrogate or is longer than the limit.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> doc = klg.analyze("광주 동구(청장 임택)가 우수 자치단체로 선정됐다.", published="2019-03-14")
    >>> [(ent.text, ent._.government, ent._.term) for ent in doc.ents if ent.label_ == "HEAD"]
    [('임택', '2911000000', '민선 7기')]
    """
    pipeline = nlp if nlp is not None else _default()
    return pipeline(prepare(pipeline, text, published=published, issuer=issuer, outlet=outlet))


def prepare(
    nlp: Language,
    text: str | Article,
    published: object = None,
    issuer: str | None = None,
    outlet: str | None = None,
) -> Doc:
    """Tokenise a text and attach what is known about it, before the components run.

    The archive and the table functions feed such Docs to ``nlp.pipe``.

    Parameters
    ----------
    nlp
        A pipeline of `load`.
    text, published, issuer, outlet
        As for `analyze`.

    Returns
    -------
    spacy.tokens.Doc
        A Doc without entities.
    """
    from kr_localgov_nlp.entities.candidates import TEXT
    from kr_localgov_nlp.extensions import ISSUER_GIVEN, PUBLISHED, iso_day

    if not isinstance(text, str):
        article = _article(text)
        text = article.text
        published = published if published is not None else article.published
        outlet = outlet if outlet is not None else article.outlet
    day = iso_day(published)
    doc = nlp.make_doc(text)
    doc.user_data[PUBLISHED] = day
    doc.user_data[TEXT] = text
    if outlet:
        doc._.outlet = outlet
    if issuer:
        doc.user_data[ISSUER_GIVEN] = issuer_entity(nlp, issuer, day)
    return doc


def issuer_entity(nlp: Language, issuer: object, day: str | None) -> str:
    """Find the government that a caller names as the issuer.

    Parameters
    ----------
    nlp
        A pipeline of `load`.
    issuer
        Its name or 10-digit code.
    day
        ISO day on which it goes by that name.

    Returns
    -------
    str
        Its identifier, which outlives its codes.

    Raises
    ------
    InputError
        Neither a name nor a code, one that the tables don't know, or one that several governments bear.
    """
    if not isinstance(issuer, str):
        raise InputError(f"issuer {issuer!r}: give one name or one code")
    names: Any = cast("Any", nlp.tokenizer).names
    table = names.gazetteer.governments
    if issuer in table:
        return cast("str", table[issuer].entity_id)
    entities = list(dict.fromkeys(row.entity_id for row in table.at(issuer, day) or table.at(issuer)))
    if len(entities) == 1:
        return cast("str", entities[0])
    if not entities:
        raise InputError(f"issuer {issuer!r}: no government of that name or code in the tables")
    options = ", ".join(sorted({row.name for row in table.at(issuer)}))
    raise InputError(f"issuer {issuer!r} is ambiguous ({options}); give the full name or the code")


def tokenize(text: str) -> list[Token]:
    """Give the tokens of a text, with nothing else analysed.

    Parameters
    ----------
    text
        Any text; offsets point into it as given.

    Returns
    -------
    list of Token
        ``text, start, end`` (characters), ``tag`` (Kiwi), ``pos`` (UPOS), ``lemma``, ``morphemes``.

    Examples
    --------
    >>> import kr_localgov_nlp as klg
    >>> [(t.text, t.tag) for t in klg.tokenize("구로구가 협약했다.")]
    [('구로구', 'NNP'), ('가', 'JKS'), ('협약', 'NNG'), ('했', 'XSV'), ('다', 'EF'), ('.', 'SF')]
    """
    from kr_localgov_nlp.gazetteer import NameMatcher, load_gazetteer
    from kr_localgov_nlp.korean import tokenize as tokenize_korean

    return tokenize_korean(text, names=NameMatcher(load_gazetteer()))


_DEFAULT: list[Language] = []
_LOADING = Lock()


def _default() -> Language:
    with _LOADING:
        if not _DEFAULT:
            _DEFAULT.append(load())
    return _DEFAULT[0]


def _article(given: object) -> Article:
    from kr_localgov_nlp.pages import Article

    if not isinstance(given, Article):
        hint = "; decode it, or read it with read_page" if isinstance(given, bytes) else ""
        raise InputError(f"a text or an Article is analysed, not {type(given).__name__}{hint}")
    return given
