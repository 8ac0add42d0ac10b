#!/usr/bin/env bash
# A query in SQLAlchemy picks gold guests who have not opted out: filter(Guest.tier == 'gold' and Guest.opted_out == False), with Python's own
# "and". Guess: both conditions hold; or there is an error, as for points > 100 and tier == 'gold'.
# SQLAlchemy 1.4.46: Python asks whether the first condition is true, and a condition with == says no, since it is made of two different things. So
# "and" gives the first condition alone, and gold guests who have opted out get the message; "or" gives the second alone. After != it is the other
# way round. Only > and < are an error. "not Guest.opted_out" and "Guest.tier is None" find nobody. and_(), or_(), ~ and & are right.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cd "$folder"
. "$here/debian-python" python3-sqlalchemy=1.4.46+ds1-1 python3-greenlet=2.0.2-1 libsqlite3-0=3.40.1-2+deb12u2

cat > run.py <<'PYTHON'
import sqlalchemy
from sqlalchemy import Boolean, Column, Integer, String, and_, create_engine, or_
from sqlalchemy.orm import Session, declarative_base

Base = declarative_base()


class Guest(Base):
    __tablename__ = "guests"
    id = Column(Integer, primary_key=True)
    name, tier, opted_out, points = Column(String), Column(String), Column(Boolean), Column(Integer)


engine = create_engine("sqlite://")
Base.metadata.create_all(engine)
session = Session(engine)
session.add_all(
    [
        Guest(name="Mara", tier="gold", opted_out=True, points=500),
        Guest(name="Bo", tier="gold", opted_out=False, points=250),
        Guest(name="Leo", tier="silver", opted_out=False, points=50),
        Guest(name="Ana", opted_out=False, points=5),
    ]
)


def show(label, condition):
    try:
        found = " ".join(guest.name for guest in session.query(Guest).filter(condition()).order_by(Guest.id)) or "nobody"
    except TypeError:
        found = "an error"
    print(f"{label}: {found}")


print("SQLAlchemy", sqlalchemy.__version__)
show("tier == 'gold' and opted_out == False", lambda: Guest.tier == "gold" and Guest.opted_out == False)
show("and_(the same)", lambda: and_(Guest.tier == "gold", Guest.opted_out == False))
show("tier == 'gold' or points > 20", lambda: Guest.tier == "gold" or Guest.points > 20)
show("tier == 'gold' or name == 'Ana'", lambda: Guest.tier == "gold" or Guest.name == "Ana")
show("or_(the same)", lambda: or_(Guest.tier == "gold", Guest.name == "Ana"))
show("opted_out != True and tier == 'gold'", lambda: Guest.opted_out != True and Guest.tier == "gold")
show("points > 100 and tier == 'gold'", lambda: Guest.points > 100 and Guest.tier == "gold")
show("not opted_out", lambda: not Guest.opted_out)
show("tier is None", lambda: Guest.tier is None)
show("~opted_out", lambda: ~Guest.opted_out)
PYTHON
seen=$(run_python run.py)
echo "$seen"
diff <(echo "$seen") - <<'EXPECTED'
SQLAlchemy 1.4.46
tier == 'gold' and opted_out == False: Mara Bo
and_(the same): Bo
tier == 'gold' or points > 20: Mara Bo Leo
tier == 'gold' or name == 'Ana': Ana
or_(the same): Mara Bo Ana
opted_out != True and tier == 'gold': Mara Bo
points > 100 and tier == 'gold': an error
not opted_out: nobody
tier is None: nobody
~opted_out: Bo Leo Ana
EXPECTED
