"""What came in with the second version"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "check_dismissal",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_check_dismissal")),
        sa.UniqueConstraint("finding", name=op.f("uq_check_dismissal_finding")),
    )
    op.create_table(
        "secret_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret_answers")),
        sa.UniqueConstraint("subject", name=op.f("uq_secret_answers_subject")),
    )
    op.create_table(
        "secret_tokens",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_secret_tokens")),
        sa.UniqueConstraint("subject", name=op.f("uq_secret_tokens_subject")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sensitive", sa.Boolean(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("programme", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("day_begins", sa.Integer(), server_default="480", nullable=False)
        )
        batch_op.add_column(
            sa.Column("day_ends", sa.Integer(), server_default="1080", nullable=False)
        )

    with op.batch_alter_table("resource_person", schema=None) as batch_op:
        batch_op.add_column(sa.Column("from_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("until_day", sa.Date(), nullable=True))


def downgrade() -> None:
    raise NotImplementedError("an older app opens the copy that was set aside")
