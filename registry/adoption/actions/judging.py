"""Writing down how independent of its publisher an adopter is."""

from collections.abc import Collection

from sqlalchemy import insert
from sqlalchemy.orm import Session

from registry.adoption.independence import judge
from registry.adoption.models import Independence
from registry.adoption.queries.independence import Bodies, sides_of
from registry.kit.clock import day_of, now_of, today_of


def judge_independence(session: Session, adoption_ids: Collection[int], *, anew: bool = False) -> int:
    """Judge those that were never judged between their present sides; how many were.

    That is when an adoption begins, when its component passes to another publisher, when it passes to another body.
    `anew` judges all, for whoever changes what stands behind the sides. The first judgement holds from the adoption's
    beginning, a later one from today; what was judged before holds for its time.
    """
    bodies = Bodies(session)
    due = [sides for sides in sides_of(session, adoption_ids) if anew or not sides.stands]
    rows = []
    for sides in due:
        publisher, beneficiary = bodies.get(sides.publisher_id), bodies.get(sides.beneficiary_id)
        found = judge(publisher, beneficiary, bodies.get(sides.adopter_id))
        rows.append(
            {
                "adoption_id": sides.adoption_id,
                "from_on": today_of(session) if sides.was_judged else day_of(sides.begun_at),
                "factor": found.factor,
                "reason": found.reason,
                "city_id": sides.city_id,
                "publisher_id": sides.publisher_id,
                "publisher_city_id": publisher.city_id,
                "recorded_at": now_of(session),
            }
        )
    if rows:
        # Straight into the table: an import judges thousands, and nobody needs them as objects.
        session.execute(insert(Independence.metadata.tables[Independence.__tablename__]), rows)
    return len(due)
