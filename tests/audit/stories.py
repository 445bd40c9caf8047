"""All states of pages that people come to by doing something: kind, role, story."""

from tests.audit.accounts import ACCOUNT
from tests.audit.members import MEMBERS
from tests.audit.moderators import MODERATORS
from tests.audit.telling import Stories
from tests.audit.visitors import VISITORS

STORIES: Stories = VISITORS | ACCOUNT | MEMBERS | MODERATORS
