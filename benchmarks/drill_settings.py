"""Settings of the mail drill: what a killed worker held is free again in seconds."""

from portal.settings import *  # noqa: F403
from portal.settings import Q_CLUSTER

Q_CLUSTER |= {"timeout": 3, "retry": 5}
EMAIL_TIMEOUT = 2
