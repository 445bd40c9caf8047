# Two stages, so that the image holds no tools and no caches.
FROM python:3.11-slim-bookworm AS build
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1
RUN python -m venv /venv
ENV PATH=/venv/bin:$PATH
WORKDIR /app
COPY requirements.txt ./
RUN pip install --require-hashes --only-binary :all: --requirement requirements.txt
COPY . ./
# The key serves this one command and is in no layer's environment.
RUN SECRET_KEY=only-for-collecting python manage.py collectstatic --no-input \
  && python -m compileall -q /app /venv

FROM python:3.11-slim-bookworm
ENV PATH=/venv/bin:$PATH PYTHONDONTWRITEBYTECODE=1 PYTHONUNBUFFERED=1 BIND=0.0.0.0:8000
# For `manage.py backup`; Debian's tools are for PostgreSQL 15, as in compose.yaml.
# hadolint ignore=DL3008
RUN apt-get update \
  && apt-get install --yes --no-install-recommends age postgresql-client \
  && rm -rf /var/lib/apt/lists/*
RUN useradd --system --uid 10001 --no-create-home --shell /usr/sbin/nologin kotopolku \
  && install --directory --owner=10001 /app/media /views
WORKDIR /app
COPY --from=build /venv /venv
COPY --from=build /app /app
USER 10001
EXPOSE 8000
HEALTHCHECK --interval=10s --timeout=5s --start-period=30s \
  CMD ["python", "deploy/healthy.py"]
CMD ["gunicorn", "--config", "deploy/gunicorn.py", "portal.wsgi"]
