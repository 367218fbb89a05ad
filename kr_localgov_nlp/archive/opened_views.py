"""What a finished run is asked: the views of its DuckDB connection.

A view counts releases, not reprints: what several papers print of one release is one. ``article_releases`` is made by
`opened`, before these, and gives every article its release; `governments` and `domains` are the library's own tables.
"""

from __future__ import annotations

from typing import NamedTuple


class View(NamedTuple):
    """A view: what one of its rows is, its query, and the order in which it is shown."""

    holds: str
    query: str
    order: str


VIEWS: dict[str, View] = {
    "governments": View(
        "a code of a government with its name on the last day that it was in force",
        "select * from localgov_governments",
        "government",
    ),
    "articles_per_release": View(
        "a release: when and where it was seen first, its first title, how many articles and outlets print it",
        """
        select r.release_id, r.first_seen, r.last_seen, a.title, a.issuer_codes, a.issuer_names, a.domains,
               r.articles, len(r.outlets) as outlet_count, r.outlets, r.members
        from releases r join articles a on a.article_id = r.first_article
        """,
        "articles desc, release_id",
    ),
    "awards_by_government": View(
        "a government and a year: its honours, and the releases that tell of them",
        """
        select w.recipient_code as government, g.name, coalesce(w.year, year(w.published)) as year,
               count(distinct (coalesce(w.award, ''), coalesce(w.category, ''), coalesce(w.prize, ''))) as awards,
               count(distinct release_id) as releases
        from awards w join article_releases using (article_id) left join governments g on g.government = w.recipient_code
        where w.recipient_code <> ''
        group by all
        """,
        "year, awards desc, government",
    ),
    "domains_over_time": View(
        "a month and a policy domain: the releases of the domain, and their share of the month's",
        """
        with told as (
            select date_trunc('month', first_seen)::date as month, release_id, domains
            from articles_per_release where first_seen is not null
        ), months as (select month, count(*) as total from told group by month)
        select t.month, t.domain, d.korean, count(*) as releases, count(*) / any_value(m.total) as share
        from (select month, release_id, unnest(domains) as domain from told) t
        join months m using (month) left join localgov_domains d using (domain)
        group by t.month, t.domain, d.korean
        """,
        "month, releases desc, domain",
    ),
    "quoted": View(
        "a person who is quoted: in how many releases and with how many quotes, over which days, with the most frequent role and government",
        """
        select q.speaker, mode(nullif(q.role, '')) as role, mode(nullif(q.link, '')) as government,
               any_value(g.name) as name, count(distinct release_id) as releases,
               count(distinct (release_id, q.text)) as quotes, min(q.published) as first_day, max(q.published) as last_day
        from quotes q join article_releases using (article_id) left join governments g on g.government = q.link
        where q.speaker is not null
        group by q.speaker, nullif(q.link, '')
        """,
        "releases desc, speaker, government",
    ),
    "ministries_by_government": View(
        "a ministry that a government's releases name, and in how many",
        """
        select i.government, g.name, e.agency, count(distinct release_id) as releases
        from entities e join article_releases using (article_id) join article_issuers i using (article_id)
        left join governments g on g.government = i.government
        where e.label = 'MINISTRY' and e.agency <> ''
        group by i.government, g.name, e.agency
        """,
        "releases desc, government, agency",
    ),
    "heads_by_government": View(
        "a head of a government whom articles name: office and term, in how many releases, over which days",
        """
        select e.government, g.name, e.text as person, mode(e.office) as office, e.term,
               count(distinct release_id) as releases, min(e.published) as first_day, max(e.published) as last_day
        from entities e join article_releases using (article_id) left join governments g on g.government = e.government
        where e.label = 'HEAD' and e.government <> ''
        group by e.government, g.name, e.text, e.term
        """,
        "releases desc, government, person, term",
    ),
    "reprints": View(
        "how many releases are printed by so many articles",
        "select articles, count(*) as releases from releases group by articles",
        "articles",
    ),
}
"""By name, in an order in which each finds those it rests on."""
