"""What came in with the second version"""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    op.create_table(
        "board_vote",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum("none", "open", "counted", name="votestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("dots_each", sa.Integer(), nullable=False),
        sa.Column("most_a_card", sa.Integer(), nullable=False),
        sa.Column("places", sa.Integer(), nullable=False),
        sa.Column("expected", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_board_vote")),
    )
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
    op.create_table(
        "vision_revision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("frozen_on", sa.Date(), nullable=False),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("adopted", sa.Boolean(), nullable=False),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column(
            "rule",
            sa.Enum(
                "consensus",
                "consensus_with_reservations",
                "qualified_majority",
                name="adoptionrule",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_revision")),
    )
    op.create_table(
        "analysis_sheet",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column(
            "tool",
            sa.Enum(
                "five_whys",
                "roles",
                "onion",
                "stakeholders",
                "abc",
                "timeline",
                "connectors",
                name="sheettool",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column(
            "sensitivity",
            sa.Enum(
                "open", "group", "facilitator", name="sensitivity", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("put_aside", sa.JSON(), nullable=False),
        sa.Column(
            "status",
            sa.Enum("draft", "shared", "final", name="sheetstatus", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "arena",
            sa.Enum(
                "local",
                "national",
                "cross_border",
                "regional",
                name="arena",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("period_from", sa.String(length=400), nullable=False),
        sa.Column("period_to", sa.String(length=400), nullable=False),
        sa.Column("viewpoint", sa.String(length=400), nullable=False),
        sa.Column("made_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_analysis_sheet_group_id_home_group"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_analysis_sheet")),
    )
    op.create_table(
        "revision_paragraph",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("revision_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("paragraph_key", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "title",
                "chapeau",
                "preambular",
                "operative",
                "closing",
                name="paragraphkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("heading", sa.String(length=400), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("second_text", sa.Text(), nullable=False),
        sa.Column("sources", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["revision_id"],
            ["vision_revision.id"],
            name=op.f("fk_revision_paragraph_revision_id_vision_revision"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_revision_paragraph")),
    )
    op.create_table(
        "vision_drafter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("pen_holder", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_vision_drafter_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_drafter")),
    )
    op.create_table(
        "vision_signature",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "choice",
            sa.Enum(
                "sign",
                "with_reservation",
                "present",
                "not_listed",
                name="signon",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_vision_signature_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_signature")),
    )
    op.create_table(
        "vision_warning",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("finding", sa.String(length=400), nullable=False),
        sa.Column("paragraph_id", sa.Uuid(), nullable=True),
        sa.Column("words", sa.String(length=400), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["vision_paragraph.id"],
            name=op.f("fk_vision_warning_paragraph_id_vision_paragraph"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_warning")),
    )
    op.create_table(
        "sheet_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sheet_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("other_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=400), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("fields", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["other_id"],
            ["sheet_entry.id"],
            name=op.f("fk_sheet_entry_other_id_sheet_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["sheet_entry.id"],
            name=op.f("fk_sheet_entry_parent_id_sheet_entry"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["sheet_id"],
            ["analysis_sheet.id"],
            name=op.f("fk_sheet_entry_sheet_id_analysis_sheet"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_sheet_entry")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sensitive", sa.Boolean(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("cause_card", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("cluster", sa.String(length=400), server_default="", nullable=False)
        )

    with op.batch_alter_table("conflict_tree", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("solution", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("put_aside", sa.JSON(), server_default="[]", nullable=False))
        batch_op.add_column(
            sa.Column(
                "status",
                sa.Enum(
                    "draft", "shared", "final", name="sheetstatus", native_enum=False, length=40
                ),
                server_default="draft",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column(
                "arena",
                sa.Enum(
                    "local",
                    "national",
                    "cross_border",
                    "regional",
                    name="arena",
                    native_enum=False,
                    length=40,
                ),
                server_default="local",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("period_from", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("period_to", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("viewpoint", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("made_on", sa.Date(), nullable=True))

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

    with op.batch_alter_table("tree_node", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("solution", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("card_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_tree_node_card_id_cause_card"),
            "cause_card",
            ["card_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("vision", schema=None) as batch_op:
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(
            sa.Column(
                "scale",
                sa.Enum("gradients", "fist_to_five", name="scale", native_enum=False, length=40),
                server_default="gradients",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("rule_locked", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("fallback_agreed", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("second_language", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column(
                "sign_order",
                sa.Enum("family_name", "country", name="signorder", native_enum=False, length=40),
                server_default="family_name",
                nullable=False,
            )
        )
        batch_op.add_column(
            sa.Column("vote_is_open", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("vote_dots", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("vote_most_per_theme", sa.Integer(), server_default="1", nullable=False)
        )
        batch_op.add_column(
            sa.Column("vote_present", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("vote_voters", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("places", sa.Integer(), server_default="5", nullable=False))
        batch_op.add_column(
            sa.Column("poll_is_open", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("poll_present", sa.Integer(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("vision_amendment", schema=None) as batch_op:
        batch_op.add_column(sa.Column("number", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("against", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("after_key", sa.Uuid(), nullable=True))
        batch_op.add_column(sa.Column("new_key", sa.Uuid(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column(
                "kind",
                sa.Enum(
                    "title",
                    "chapeau",
                    "preambular",
                    "operative",
                    "closing",
                    name="paragraphkind",
                    native_enum=False,
                    length=40,
                ),
                server_default="operative",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("decided_text", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(
            sa.Column("merged_into", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(
            sa.Column("consolidated", sa.Boolean(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("vision_cluster", schema=None) as batch_op:
        batch_op.add_column(sa.Column("merged_into_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_vision_cluster_merged_into_id_vision_cluster"),
            "vision_cluster",
            ["merged_into_id"],
            ["id"],
            ondelete="SET NULL",
        )

    with op.batch_alter_table("vision_paragraph", schema=None) as batch_op:
        batch_op.add_column(sa.Column("second_text", sa.Text(), server_default="", nullable=False))
        batch_op.add_column(sa.Column("agreed", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("is_new", sa.Boolean(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("sources", sa.JSON(), server_default="[]", nullable=False))

    with op.batch_alter_table("vision_poll", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column(
                "scale",
                sa.Enum("gradients", "fist_to_five", name="scale", native_enum=False, length=40),
                server_default="gradients",
                nullable=False,
            )
        )
        batch_op.add_column(sa.Column("version", sa.Integer(), server_default="1", nullable=False))
        batch_op.add_column(sa.Column("revision", sa.Integer(), server_default="0", nullable=False))
        batch_op.add_column(sa.Column("held_on", sa.Date(), nullable=True))

    with op.batch_alter_table("vision_reservation", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("name", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("paragraphs", sa.String(length=400), server_default="", nullable=False)
        )

    with op.batch_alter_table("vision_statement", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("token", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("merged_into_id", sa.Uuid(), nullable=True))
        batch_op.create_foreign_key(
            batch_op.f("fk_vision_statement_merged_into_id_vision_statement"),
            "vision_statement",
            ["merged_into_id"],
            ["id"],
            ondelete="SET NULL",
        )


def downgrade() -> None:
    raise NotImplementedError("an older app opens the copy that was set aside")
