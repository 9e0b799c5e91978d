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
        "certificate_design",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("language", sa.String(length=400), nullable=False),
        sa.Column("layout", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_design")),
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
        "data_protection",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("controller", sa.String(length=400), nullable=False),
        sa.Column("responsible", sa.String(length=400), nullable=False),
        sa.Column("contact", sa.String(length=400), nullable=False),
        sa.Column("more", sa.Text(), nullable=False),
        sa.Column("retention_days", sa.Integer(), nullable=False),
        sa.Column("wiped_on", sa.Date(), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_data_protection")),
    )
    op.create_table(
        "export_entry",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("purpose", sa.String(length=400), nullable=False),
        sa.Column("redacted", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_export_entry")),
    )
    op.create_table(
        "feedback_form",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_form")),
    )
    op.create_table(
        "harm_check",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("checked_on", sa.Date(), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("exposes", sa.Boolean(), nullable=False),
        sa.Column("divides", sa.Boolean(), nullable=False),
        sa.Column("leak_harms", sa.Boolean(), nullable=False),
        sa.Column("audience", sa.String(length=400), nullable=False),
        sa.Column("note", sa.Text(), nullable=False),
        sa.Column("signed_by", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_harm_check")),
    )
    op.create_table(
        "kept_certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("serial", sa.String(length=400), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "participation", "completion", name="certificatekind", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("issued", "void", name="certificatestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("issued_on", sa.Date(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_certificate")),
        sa.UniqueConstraint("serial", name=op.f("uq_kept_certificate_serial")),
    )
    op.create_table(
        "kept_statistic",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("value", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_kept_statistic")),
        sa.UniqueConstraint("name", name=op.f("uq_kept_statistic_name")),
    )
    op.create_table(
        "report_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "naming",
            sa.Enum("none", "initials", "names", name="naming", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("left_out", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_setting")),
    )
    op.create_table(
        "report_text",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("section", sa.String(length=400), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_report_text")),
        sa.UniqueConstraint("section", name=op.f("uq_report_text_section")),
    )
    op.create_table(
        "secret_answers",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("subject", sa.String(length=400), nullable=False),
        sa.Column("is_closed", sa.Boolean(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
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
        "certificate_decision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "participation", "completion", name="certificatekind", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_certificate_decision_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate_decision")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_certificate_decision_participant_id")),
    )
    op.create_table(
        "feedback_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("form_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("content", sa.JSON(), nullable=False),
        sa.Column("invited", sa.Integer(), nullable=False),
        sa.Column("batches", sa.Integer(), nullable=False),
        sa.Column("noted", sa.Integer(), nullable=False),
        sa.Column("you_said", sa.Text(), nullable=False),
        sa.Column("we_changed", sa.Text(), nullable=False),
        sa.Column("printable", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["form_id"],
            ["feedback_form.id"],
            name=op.f("fk_feedback_round_form_id_feedback_form"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_feedback_round")),
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
        "case_presentation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("question_minutes", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_study.id"],
            name=op.f("fk_case_presentation_case_id_case_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_presentation")),
        sa.UniqueConstraint("case_id", name=op.f("uq_case_presentation_case_id")),
    )
    op.create_table(
        "case_review",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("strengths", sa.JSON(), nullable=False),
        sa.Column("question", sa.Text(), nullable=False),
        sa.Column("missing_perspective", sa.Text(), nullable=False),
        sa.Column("marks", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_study.id"],
            name=op.f("fk_case_review_case_id_case_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_review")),
    )
    op.create_table(
        "case_speaker",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_study.id"],
            name=op.f("fk_case_speaker_case_id_case_study"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_case_speaker_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_speaker")),
    )
    op.create_table(
        "hand_in",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "task",
            sa.Enum(
                "causes",
                "cases",
                "vision",
                "preparation",
                name="task",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "handed_in",
                "reopened",
                "sent_back",
                "accepted",
                name="handinstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("comment", sa.Text(), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("table_id", sa.Uuid(), nullable=True),
        sa.Column("role_id", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_hand_in_group_id_home_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_hand_in_table_id_exercise_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_in")),
    )
    with op.batch_alter_table("hand_in", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_in_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_in_table_id"), ["table_id"], unique=False)

    op.create_table(
        "hand_over",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column(
            "direction",
            sa.Enum("given", "taken", name="direction", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("file_name", sa.String(length=400), nullable=False),
        sa.Column("records", sa.Integer(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("table_id", sa.Uuid(), nullable=True),
        sa.Column("role_id", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_hand_over_group_id_home_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_hand_over_table_id_exercise_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_hand_over")),
    )
    with op.batch_alter_table("hand_over", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_hand_over_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_hand_over_table_id"), ["table_id"], unique=False)

    op.create_table(
        "run_record",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("started", sa.DateTime(), nullable=True),
        sa.Column("ended", sa.DateTime(), nullable=True),
        sa.Column("note", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["day.id"], name=op.f("fk_run_record_day_id_day"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["agenda_item.id"],
            name=op.f("fk_run_record_item_id_agenda_item"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_record")),
    )
    with op.batch_alter_table("run_record", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_run_record_day_id"), ["day_id"], unique=False)

    op.create_table(
        "run_state",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=True),
        sa.Column("step", sa.Integer(), nullable=False),
        sa.Column("seconds", sa.Integer(), nullable=False),
        sa.Column("used", sa.Integer(), nullable=False),
        sa.Column("began", sa.DateTime(), nullable=True),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["agenda_item.id"],
            name=op.f("fk_run_state_item_id_agenda_item"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_run_state")),
    )
    op.create_table(
        "session_step",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("item_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("task", sa.Text(), nullable=False),
        sa.Column("say", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["item_id"],
            ["agenda_item.id"],
            name=op.f("fk_session_step_item_id_agenda_item"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_session_step")),
    )
    with op.batch_alter_table("session_step", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_session_step_item_id"), ["item_id"], unique=False)

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
    op.create_table(
        "team_work",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("work", sa.LargeBinary(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("table_id", sa.Uuid(), nullable=True),
        sa.Column("role_id", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_team_work_group_id_home_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_team_work_table_id_exercise_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_team_work")),
    )
    with op.batch_alter_table("team_work", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_team_work_group_id"), ["group_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_team_work_table_id"), ["table_id"], unique=False)

    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("sensitive", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(sa.Column("optional", sa.Boolean(), server_default="0", nullable=False))

    with op.batch_alter_table("case_agreement", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("kind", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("parties", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("third_parties", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("link", sa.String(length=400), server_default="", nullable=False)
        )

    with op.batch_alter_table("case_cause", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("works_since", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("works_until", sa.Integer(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("sources_disagree", sa.Boolean(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("case_source", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("accessed", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("note", sa.String(length=400), server_default="", nullable=False)
        )

    with op.batch_alter_table("case_study", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("no_third_parties", sa.Boolean(), server_default="0", nullable=False)
        )
        batch_op.add_column(
            sa.Column("authors", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("finished_on", sa.Date(), nullable=True))

    with op.batch_alter_table("cause_card", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("cluster", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("is_earlier_wording", sa.Boolean(), server_default="0", nullable=False)
        )

    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.add_column(
            sa.Column("programme_title", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(
            sa.Column("place", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("first_day", sa.Date(), nullable=True))
        batch_op.add_column(sa.Column("last_day", sa.Date(), nullable=True))
        batch_op.add_column(
            sa.Column("replaces", sa.String(length=400), server_default="", nullable=False)
        )
        batch_op.add_column(sa.Column("code", sa.Text(), server_default="", nullable=False))

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
