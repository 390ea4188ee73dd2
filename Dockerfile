# Feeds as a service: it builds when sources are due, and serves what it published on port 8000.
# /config holds feeds.toml and is only read; /data holds the output and what Feeds remembers of it.

FROM python:3.12.12-slim-trixie AS build
WORKDIR /src
RUN python -m venv --without-pip /opt/feeds
ENV PIP_DISABLE_PIP_VERSION_CHECK=1 PIP_NO_CACHE_DIR=1 PIP_ROOT_USER_ACTION=ignore
COPY requirements.txt ./
RUN pip install hatchling==1.33.0 && \
    pip --python /opt/feeds/bin/python install --require-hashes --requirement requirements.txt
COPY pyproject.toml README.md LICENSE ./
COPY src src
COPY templates templates
COPY seeds seeds
RUN pip wheel --no-deps --no-build-isolation --wheel-dir /wheels . && \
    pip --python /opt/feeds/bin/python install --no-deps --no-index /wheels/feeds-*.whl

FROM python:3.12.12-slim-trixie
RUN groupadd --system --gid 10001 feeds && \
    useradd --system --uid 10001 --gid feeds --no-create-home --home-dir /data --shell /usr/sbin/nologin feeds && \
    install --directory --owner feeds --group feeds /config /data
COPY --from=build /opt/feeds /opt/feeds
ENV PATH=/opt/feeds/bin:$PATH PYTHONDONTWRITEBYTECODE=1
USER 10001:10001
WORKDIR /config
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=60s --retries=3 \
    CMD ["python", "-c", "from urllib.request import urlopen; urlopen('http://127.0.0.1:8000/healthz', timeout=4)"]
ENTRYPOINT ["feeds"]
CMD ["run", "--serve", "--host", "0.0.0.0", "--port", "8000", "--config", "/config/feeds.toml", "--output", "/data/output"]
