"""The tables of the first version"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "attachment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("sha256", sa.String(length=400), nullable=False),
        sa.Column("media_type", sa.String(length=400), nullable=False),
        sa.Column("file_name", sa.String(length=400), nullable=False),
        sa.Column("content", sa.LargeBinary(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attachment")),
        sa.UniqueConstraint("sha256", name=op.f("uq_attachment_sha256")),
    )
    op.create_table(
        "attendance_setting",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("excused_counts", sa.Boolean(), nullable=False),
        sa.Column("late_weight", sa.Integer(), nullable=False),
        sa.Column("excused_weight", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_setting")),
    )
    op.create_table(
        "cause_card",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column(
            "dimension",
            sa.Enum(
                "political",
                "economic",
                "social",
                "security",
                "environmental",
                "regional",
                name="dimension",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "level",
            sa.Enum("structural", "proximate", name="level", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.Column("carried_forward", sa.Boolean(), nullable=False),
        sa.Column("merged_into_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["merged_into_id"],
            ["cause_card.id"],
            name=op.f("fk_cause_card_merged_into_id_cause_card"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cause_card")),
    )
    op.create_table(
        "change_log",
        sa.Column("number", sa.Integer(), autoincrement=True, nullable=False),
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("action", sa.String(length=400), nullable=False),
        sa.Column("command", sa.String(length=400), nullable=False),
        sa.Column("label", sa.String(length=400), nullable=False),
        sa.Column("changes", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("number", name=op.f("pk_change_log")),
        sa.UniqueConstraint("id", name=op.f("uq_change_log_id")),
    )
    op.create_table(
        "counter",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_counter")),
        sa.UniqueConstraint("name", name=op.f("uq_counter_name")),
    )
    op.create_table(
        "day",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("date", sa.Date(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_day")),
    )
    op.create_table(
        "exercise",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("kit", sa.Text(), nullable=False),
        sa.Column("language", sa.String(length=400), nullable=False),
        sa.Column(
            "phase",
            sa.Enum(
                "not-begun",
                "brief",
                "prepare",
                "negotiate",
                "record",
                "break",
                "debrief",
                name="phase",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("phase_minutes", sa.Integer(), nullable=False),
        sa.Column("phase_began", sa.DateTime(), nullable=True),
        sa.Column("phase_used", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise")),
    )
    op.create_table(
        "group_draw",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_draw")),
    )
    op.create_table(
        "group_rule",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "spread",
                "not_alone",
                "together",
                "apart",
                "balance",
                name="rulekind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("attribute", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_rule")),
    )
    op.create_table(
        "home_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("letter", sa.String(length=400), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("table_label", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_home_group")),
    )
    op.create_table(
        "objective",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_objective")),
    )
    op.create_table(
        "participant",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("certificate_name", sa.String(length=400), nullable=False),
        sa.Column("badge_name", sa.String(length=400), nullable=False),
        sa.Column("own_script_name", sa.String(length=400), nullable=False),
        sa.Column("family_name", sa.String(length=400), nullable=False),
        sa.Column("honorific", sa.String(length=400), nullable=False),
        sa.Column("family_name_first", sa.Boolean(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "participant",
                "resource_person",
                "facilitator",
                "interpreter",
                "observer",
                name="participantrole",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "sex",
            sa.Enum("woman", "man", "not_stated", name="sex", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("country", sa.String(length=400), nullable=False),
        sa.Column("institution", sa.String(length=400), nullable=False),
        sa.Column(
            "institution_type",
            sa.Enum(
                "government",
                "civil_society",
                "academia",
                "regional_body",
                "other",
                name="institutiontype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("position", sa.String(length=400), nullable=False),
        sa.Column("email", sa.String(length=400), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("consent_photo", sa.Boolean(), nullable=False),
        sa.Column("consent_photo_on", sa.Date(), nullable=True),
        sa.Column("consent_name_in_report", sa.Boolean(), nullable=False),
        sa.Column("consent_name_in_report_on", sa.Date(), nullable=True),
        sa.Column("consent_share_contact", sa.Boolean(), nullable=False),
        sa.Column("consent_share_contact_on", sa.Date(), nullable=True),
        sa.Column("name_confirmed", sa.Boolean(), nullable=False),
        sa.Column("withdrawn", sa.Boolean(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("withdrawn_reason", sa.String(length=400), nullable=False),
        sa.Column("replaced_by_id", sa.Uuid(), nullable=True),
        sa.Column("assessment_percent", sa.Integer(), nullable=True),
        sa.Column("listed", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["replaced_by_id"],
            ["participant.id"],
            name=op.f("fk_participant_replaced_by_id_participant"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_participant")),
    )
    op.create_table(
        "programme",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("subtitle", sa.String(length=400), nullable=False),
        sa.Column("place", sa.String(length=400), nullable=False),
        sa.Column("venue", sa.String(length=400), nullable=False),
        sa.Column("time_zone", sa.String(length=400), nullable=False),
        sa.Column("first_day", sa.Date(), nullable=False),
        sa.Column("donor_line", sa.String(length=400), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("is_sample", sa.Boolean(), nullable=False),
        sa.Column("attendance_percent", sa.Integer(), nullable=False),
        sa.Column("offers_completion", sa.Boolean(), nullable=False),
        sa.Column("needs_assessment", sa.Boolean(), nullable=False),
        sa.Column("pass_percent", sa.Integer(), nullable=False),
        sa.Column("needs_case", sa.Boolean(), nullable=False),
        sa.Column("serial_format", sa.String(length=400), nullable=False),
        sa.Column("dots_each", sa.Integer(), nullable=False),
        sa.Column("board_voters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_programme")),
    )
    op.create_table(
        "resource_person",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("role", sa.String(length=400), nullable=False),
        sa.Column("show_name", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_resource_person")),
    )
    op.create_table(
        "room",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_room")),
    )
    op.create_table(
        "table_plan",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("tables", "exchange", "today", name="plankind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("seed", sa.Integer(), nullable=False),
        sa.Column("steps", sa.Integer(), nullable=False),
        sa.Column(
            "goal",
            sa.Enum("most_new", "fair", name="goal", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("counts_home", sa.Boolean(), nullable=False),
        sa.Column("rules", sa.JSON(), nullable=False),
        sa.Column("weights", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_plan")),
    )
    op.create_table(
        "vision",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "state",
            sa.Enum(
                "gathering",
                "clustering",
                "outline",
                "rev0",
                "first_reading",
                "rev1",
                "second_reading",
                "final_text",
                "polled",
                "adopted",
                "not_adopted",
                name="visionstate",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
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
        sa.Column("adopted_on", sa.Date(), nullable=True),
        sa.Column("adopted_place", sa.String(length=400), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision")),
    )
    op.create_table(
        "vision_cluster",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("dots", sa.Integer(), nullable=False),
        sa.Column("voters", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_cluster")),
    )
    op.create_table(
        "vision_paragraph",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
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
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_paragraph")),
    )
    op.create_table(
        "vision_poll",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
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
        sa.Column("present", sa.Integer(), nullable=False),
        sa.Column("counts", sa.JSON(), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_poll")),
    )
    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Uuid(), nullable=False),
        sa.Column("start", sa.Integer(), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("floor", sa.Integer(), nullable=False),
        sa.Column("anchored", sa.Boolean(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "admin",
                "break",
                "briefing",
                "buffer",
                "ceremony",
                "debrief",
                "decision",
                "drafting",
                "energiser",
                "evaluation",
                "game",
                "group_setup",
                "group_work",
                "individual_work",
                "input",
                "meal",
                "peer_exchange",
                "plenary_work",
                "presentation",
                "recap",
                "reflection",
                "resource_talk",
                "simulation",
                "simulation_prep",
                "social",
                "workshop",
                name="itemtype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("mode", sa.String(length=400), nullable=False),
        sa.Column("objective", sa.Text(), nullable=False),
        sa.Column("objective_id", sa.Uuid(), nullable=True),
        sa.Column("materials", sa.Text(), nullable=False),
        sa.Column("private_notes", sa.Text(), nullable=False),
        sa.Column("lead_id", sa.Uuid(), nullable=True),
        sa.Column("room_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["day_id"], ["day.id"], name=op.f("fk_agenda_item_day_id_day"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["lead_id"],
            ["resource_person.id"],
            name=op.f("fk_agenda_item_lead_id_resource_person"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["objective_id"],
            ["objective.id"],
            name=op.f("fk_agenda_item_objective_id_objective"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["room_id"], ["room.id"], name=op.f("fk_agenda_item_room_id_room"), ondelete="SET NULL"
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_day_id"), ["day_id"], unique=False)

    op.create_table(
        "attendance_mark",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Uuid(), nullable=False),
        sa.Column(
            "half",
            sa.Enum("morning", "afternoon", name="half", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column(
            "mark",
            sa.Enum(
                "present", "late", "excused", "absent", name="mark", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column("note", sa.String(length=400), nullable=False),
        sa.Column("marked_at", sa.DateTime(), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["day.id"], name=op.f("fk_attendance_mark_day_id_day"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_attendance_mark_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_attendance_mark")),
        sa.UniqueConstraint(
            "participant_id", "day_id", "half", name=op.f("uq_attendance_mark_participant_id")
        ),
    )
    with op.batch_alter_table("attendance_mark", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_attendance_mark_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "card_group",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["cause_card.id"],
            name=op.f("fk_card_group_card_id_cause_card"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_card_group_group_id_home_group"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_card_group")),
    )
    op.create_table(
        "case_study",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("country", sa.String(length=400), nullable=False),
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
        sa.Column("conflict_from", sa.Integer(), nullable=False),
        sa.Column("conflict_to", sa.Integer(), nullable=False),
        sa.Column("response_from", sa.Integer(), nullable=False),
        sa.Column("response_to", sa.Integer(), nullable=False),
        sa.Column(
            "status",
            sa.Enum(
                "ended",
                "largely_ended",
                "ongoing_with_agreement",
                "contested",
                name="conflictstatus",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("situation", sa.Text(), nullable=False),
        sa.Column("triggers", sa.Text(), nullable=False),
        sa.Column("process", sa.Text(), nullable=False),
        sa.Column("unresolved", sa.Text(), nullable=False),
        sa.Column("negative_comparison", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column(
            "sensitivity",
            sa.Enum(
                "open", "group", "facilitator", name="sensitivity", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "state",
            sa.Enum("draft", "final", name="casestate", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("presented", sa.Boolean(), nullable=False),
        sa.Column("consent_to_share", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_case_study_group_id_home_group"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_study")),
    )
    op.create_table(
        "certificate",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
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
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("own_script_name", sa.String(length=400), nullable=False),
        sa.Column("learning_minutes", sa.Integer(), nullable=False),
        sa.Column("void_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_certificate_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_certificate")),
        sa.UniqueConstraint("number", name=op.f("uq_certificate_number")),
        sa.UniqueConstraint("serial", name=op.f("uq_certificate_serial")),
    )
    with op.batch_alter_table("certificate", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_certificate_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "conflict_tree",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column(
            "school",
            sa.Enum(
                "causes_problem_effects",
                "structural_manifest_dynamic",
                name="treeschool",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("core_problem", sa.String(length=400), nullable=False),
        sa.Column(
            "sensitivity",
            sa.Enum(
                "open", "group", "facilitator", name="sensitivity", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_conflict_tree_group_id_home_group"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_conflict_tree")),
    )
    op.create_table(
        "exercise_table",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("letter", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercise.id"],
            name=op.f("fk_exercise_table_exercise_id_exercise"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_table")),
    )
    with op.batch_alter_table("exercise_table", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exercise_table_exercise_id"), ["exercise_id"], unique=False
        )

    op.create_table(
        "group_pair",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("together", "apart", name="pairkind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("first_id", sa.Uuid(), nullable=False),
        sa.Column("second_id", sa.Uuid(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["first_id"],
            ["participant.id"],
            name=op.f("fk_group_pair_first_id_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["second_id"],
            ["participant.id"],
            name=op.f("fk_group_pair_second_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_group_pair")),
    )
    with op.batch_alter_table("group_pair", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_group_pair_first_id"), ["first_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_group_pair_second_id"), ["second_id"], unique=False)

    op.create_table(
        "late_joining",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("day_id", sa.Uuid(), nullable=False),
        sa.Column(
            "half",
            sa.Enum("morning", "afternoon", name="half", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["day_id"], ["day.id"], name=op.f("fk_late_joining_day_id_day"), ondelete="CASCADE"
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_late_joining_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_late_joining")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_late_joining_participant_id")),
    )
    op.create_table(
        "membership",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("group_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "member",
                "facilitator",
                "rapporteur",
                "timekeeper",
                "critic",
                name="grouprole",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("locked", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_membership_group_id_home_group"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_membership_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_membership")),
        sa.UniqueConstraint("participant_id", name=op.f("uq_membership_participant_id")),
    )
    with op.batch_alter_table("membership", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_membership_group_id"), ["group_id"], unique=False)

    op.create_table(
        "organisation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column(
            "role",
            sa.Enum(
                "organiser",
                "partner",
                "donor",
                name="organisationrole",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("logo_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["logo_id"],
            ["attachment.id"],
            name=op.f("fk_organisation_logo_id_attachment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_organisation")),
    )
    op.create_table(
        "signatory",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("signature_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["signature_id"],
            ["attachment.id"],
            name=op.f("fk_signatory_signature_id_attachment"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_signatory")),
    )
    op.create_table(
        "table_round",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("plan_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["plan_id"],
            ["table_plan.id"],
            name=op.f("fk_table_round_plan_id_table_plan"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_round")),
    )
    with op.batch_alter_table("table_round", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_table_round_plan_id"), ["plan_id"], unique=False)

    op.create_table(
        "vision_amendment",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paragraph_id", sa.Uuid(), nullable=True),
        sa.Column("group_id", sa.Uuid(), nullable=True),
        sa.Column("action", sa.String(length=400), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=400), nullable=False),
        sa.Column("decision_reason", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["group_id"],
            ["home_group.id"],
            name=op.f("fk_vision_amendment_group_id_home_group"),
            ondelete="SET NULL",
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["vision_paragraph.id"],
            name=op.f("fk_vision_amendment_paragraph_id_vision_paragraph"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_amendment")),
    )
    op.create_table(
        "vision_reservation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("poll_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["poll_id"],
            ["vision_poll.id"],
            name=op.f("fk_vision_reservation_poll_id_vision_poll"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_reservation")),
    )
    op.create_table(
        "vision_statement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=True),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cluster_id"],
            ["vision_cluster.id"],
            name=op.f("fk_vision_statement_cluster_id_vision_cluster"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_vision_statement")),
    )
    op.create_table(
        "case_agreement",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("signed", sa.String(length=400), nullable=False),
        sa.Column("stage", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_study.id"],
            name=op.f("fk_case_agreement_case_id_case_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_agreement")),
    )
    op.create_table(
        "case_cause",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("card_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "level",
            sa.Enum("structural", "proximate", name="level", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("explanation", sa.Text(), nullable=False),
        sa.Column("evidence", sa.Text(), nullable=False),
        sa.Column("grade", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["cause_card.id"],
            name=op.f("fk_case_cause_card_id_cause_card"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_study.id"],
            name=op.f("fk_case_cause_case_id_case_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_cause")),
    )
    op.create_table(
        "case_party",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("is_third_party", sa.Boolean(), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("type", sa.String(length=400), nullable=False),
        sa.Column("interest", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_study.id"],
            name=op.f("fk_case_party_case_id_case_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_party")),
    )
    op.create_table(
        "case_point",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum(
                "success_factor",
                "condition",
                "lesson",
                name="pointkind",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_study.id"],
            name=op.f("fk_case_point_case_id_case_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_point")),
    )
    op.create_table(
        "case_source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("case_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "type",
            sa.Enum(
                "agreement_text",
                "official_record",
                "un_or_regional_report",
                "scholarly",
                "ngo",
                "media",
                "testimony",
                "own_experience",
                name="sourcetype",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("author", sa.String(length=400), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("date", sa.String(length=400), nullable=False),
        sa.Column("publisher", sa.String(length=400), nullable=False),
        sa.Column("locator", sa.String(length=400), nullable=False),
        sa.Column(
            "independence",
            sa.Enum(
                "party", "linked", "independent", name="independence", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.ForeignKeyConstraint(
            ["case_id"],
            ["case_study.id"],
            name=op.f("fk_case_source_case_id_case_study"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_source")),
    )
    op.create_table(
        "debrief_note",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("exercise_id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("in_report", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(
            ["exercise_id"],
            ["exercise.id"],
            name=op.f("fk_debrief_note_exercise_id_exercise"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_debrief_note_table_id_exercise_table"),
            ondelete="SET NULL",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_debrief_note")),
    )
    with op.batch_alter_table("debrief_note", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_debrief_note_exercise_id"), ["exercise_id"], unique=False
        )

    op.create_table(
        "exercise_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column(
            "duty",
            sa.Enum("player", "chair", "observer", name="duty", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("role_id", sa.String(length=400), nullable=False),
        sa.Column("lead", sa.Boolean(), nullable=False),
        sa.Column("absent", sa.Boolean(), nullable=False),
        sa.Column("sheet", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_exercise_seat_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_exercise_seat_table_id_exercise_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_exercise_seat")),
    )
    with op.batch_alter_table("exercise_seat", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_exercise_seat_participant_id"), ["participant_id"], unique=False
        )
        batch_op.create_index(batch_op.f("ix_exercise_seat_table_id"), ["table_id"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("minute", sa.Integer(), nullable=False),
        sa.Column("role_id", sa.String(length=400), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_offer_table_id_exercise_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_offer")),
    )
    with op.batch_alter_table("offer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_offer_table_id"), ["table_id"], unique=False)

    op.create_table(
        "preparation",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("role_id", sa.String(length=400), nullable=False),
        sa.Column("positions", sa.Text(), nullable=False),
        sa.Column("interests_ours", sa.Text(), nullable=False),
        sa.Column("interests_theirs", sa.Text(), nullable=False),
        sa.Column("interests_others", sa.Text(), nullable=False),
        sa.Column("options", sa.Text(), nullable=False),
        sa.Column("alternatives_ours", sa.Text(), nullable=False),
        sa.Column("batna", sa.Text(), nullable=False),
        sa.Column("alternatives_theirs", sa.Text(), nullable=False),
        sa.Column("standards", sa.Text(), nullable=False),
        sa.Column("questions", sa.Text(), nullable=False),
        sa.Column("messages", sa.Text(), nullable=False),
        sa.Column("assumptions", sa.Text(), nullable=False),
        sa.Column("relationship_steps", sa.Text(), nullable=False),
        sa.Column("authority", sa.Text(), nullable=False),
        sa.Column("agreed_today", sa.Text(), nullable=False),
        sa.Column("follow_up", sa.Text(), nullable=False),
        sa.Column("relationship_now", sa.Integer(), nullable=True),
        sa.Column("relationship_wanted", sa.Integer(), nullable=True),
        sa.Column("reservation", sa.Integer(), nullable=True),
        sa.Column("aspiration", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_preparation_table_id_exercise_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_preparation")),
    )
    with op.batch_alter_table("preparation", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_preparation_table_id"), ["table_id"], unique=False)

    op.create_table(
        "satisfaction",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("interests", sa.Integer(), nullable=True),
        sa.Column("outcome", sa.Integer(), nullable=True),
        sa.Column("own_part", sa.Integer(), nullable=True),
        sa.Column("process", sa.Integer(), nullable=True),
        sa.Column("relationship", sa.Integer(), nullable=True),
        sa.Column("learned", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_satisfaction_table_id_exercise_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_satisfaction")),
    )
    with op.batch_alter_table("satisfaction", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_satisfaction_table_id"), ["table_id"], unique=False)

    op.create_table(
        "table_outcome",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("table_id", sa.Uuid(), nullable=False),
        sa.Column("recorded_at", sa.DateTime(), nullable=False),
        sa.Column(
            "agreed",
            sa.Enum("yes", "partial", "no", name="agreed", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("options", sa.JSON(), nullable=False),
        sa.Column("open_text", sa.Text(), nullable=False),
        sa.Column("signatories", sa.JSON(), nullable=False),
        sa.Column("side_terms", sa.String(length=400), nullable=False),
        sa.Column("minutes_used", sa.Integer(), nullable=True),
        sa.Column("offers_made", sa.Integer(), nullable=True),
        sa.Column("walked_out", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["table_id"],
            ["exercise_table.id"],
            name=op.f("fk_table_outcome_table_id_exercise_table"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_outcome")),
    )
    with op.batch_alter_table("table_outcome", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_table_outcome_table_id"), ["table_id"], unique=False)

    op.create_table(
        "table_seat",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("round_id", sa.Uuid(), nullable=False),
        sa.Column("participant_id", sa.Uuid(), nullable=False),
        sa.Column("table_number", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["participant_id"],
            ["participant.id"],
            name=op.f("fk_table_seat_participant_id_participant"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["round_id"],
            ["table_round.id"],
            name=op.f("fk_table_seat_round_id_table_round"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_table_seat")),
        sa.UniqueConstraint("round_id", "participant_id", name=op.f("uq_table_seat_round_id")),
    )
    with op.batch_alter_table("table_seat", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_table_seat_participant_id"), ["participant_id"], unique=False
        )

    op.create_table(
        "tree_node",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("tree_id", sa.Uuid(), nullable=False),
        sa.Column("parent_id", sa.Uuid(), nullable=True),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column(
            "kind",
            sa.Enum("root", "effect", name="nodekind", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column(
            "level",
            sa.Enum("structural", "proximate", name="level", native_enum=False, length=40),
            nullable=True,
        ),
        sa.Column(
            "dimension",
            sa.Enum(
                "political",
                "economic",
                "social",
                "security",
                "environmental",
                "regional",
                name="dimension",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column(
            "influence",
            sa.Enum(
                "high", "medium", "low", "none", name="influence", native_enum=False, length=40
            ),
            nullable=True,
        ),
        sa.Column(
            "agreement",
            sa.Enum("agreed", "contested", name="agreement", native_enum=False, length=40),
            nullable=False,
        ),
        sa.Column("affected", sa.JSON(), nullable=False),
        sa.Column("evidence", sa.JSON(), nullable=False),
        sa.ForeignKeyConstraint(
            ["parent_id"],
            ["tree_node.id"],
            name=op.f("fk_tree_node_parent_id_tree_node"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["tree_id"],
            ["conflict_tree.id"],
            name=op.f("fk_tree_node_tree_id_conflict_tree"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tree_node")),
    )
    op.create_table(
        "case_measure",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cause_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("measure", sa.Text(), nullable=False),
        sa.Column("actor", sa.String(length=400), nullable=False),
        sa.Column(
            "level",
            sa.Enum(
                "national", "regional", "local", name="actorlevel", native_enum=False, length=40
            ),
            nullable=False,
        ),
        sa.Column(
            "instrument",
            sa.Enum(
                "law",
                "agreement",
                "institution",
                "programme",
                "dialogue",
                "confidence_building",
                name="instrument",
                native_enum=False,
                length=40,
            ),
            nullable=False,
        ),
        sa.Column("when_text", sa.String(length=400), nullable=False),
        sa.ForeignKeyConstraint(
            ["cause_id"],
            ["case_cause.id"],
            name=op.f("fk_case_measure_cause_id_case_cause"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_case_measure")),
    )
    op.create_table(
        "cause_source",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("cause_id", sa.Uuid(), nullable=False),
        sa.Column("source_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["cause_id"],
            ["case_cause.id"],
            name=op.f("fk_cause_source_cause_id_case_cause"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["source_id"],
            ["case_source.id"],
            name=op.f("fk_cause_source_source_id_case_source"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_cause_source")),
    )
    op.create_table(
        "outcome_edit",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("outcome_id", sa.Uuid(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("reason", sa.String(length=400), nullable=False),
        sa.Column("before", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(
            ["outcome_id"],
            ["table_outcome.id"],
            name=op.f("fk_outcome_edit_outcome_id_table_outcome"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_outcome_edit")),
    )
    with op.batch_alter_table("outcome_edit", schema=None) as batch_op:
        batch_op.create_index(
            batch_op.f("ix_outcome_edit_outcome_id"), ["outcome_id"], unique=False
        )

    op.create_table(
        "paragraph_origin",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("paragraph_id", sa.Uuid(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("cluster_id", sa.Uuid(), nullable=True),
        sa.Column("lesson_id", sa.Uuid(), nullable=True),
        sa.Column("card_id", sa.Uuid(), nullable=True),
        sa.ForeignKeyConstraint(
            ["card_id"],
            ["cause_card.id"],
            name=op.f("fk_paragraph_origin_card_id_cause_card"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["cluster_id"],
            ["vision_cluster.id"],
            name=op.f("fk_paragraph_origin_cluster_id_vision_cluster"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["lesson_id"],
            ["case_point.id"],
            name=op.f("fk_paragraph_origin_lesson_id_case_point"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["paragraph_id"],
            ["vision_paragraph.id"],
            name=op.f("fk_paragraph_origin_paragraph_id_vision_paragraph"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_paragraph_origin")),
    )
    op.create_table(
        "tree_feedback",
        sa.Column("id", sa.Uuid(), nullable=False),
        sa.Column("effect_id", sa.Uuid(), nullable=False),
        sa.Column("root_id", sa.Uuid(), nullable=False),
        sa.ForeignKeyConstraint(
            ["effect_id"],
            ["tree_node.id"],
            name=op.f("fk_tree_feedback_effect_id_tree_node"),
            ondelete="CASCADE",
        ),
        sa.ForeignKeyConstraint(
            ["root_id"],
            ["tree_node.id"],
            name=op.f("fk_tree_feedback_root_id_tree_node"),
            ondelete="CASCADE",
        ),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_tree_feedback")),
    )


def downgrade() -> None:
    raise NotImplementedError("an older app opens the copy that was set aside")
