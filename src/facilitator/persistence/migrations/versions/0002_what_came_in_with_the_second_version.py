"""What came in with the second version"""

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    pass


def downgrade() -> None:
    raise NotImplementedError("an older app opens the copy that was set aside")
