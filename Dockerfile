# The service on a CPU host: `docker build -t viva-voce .`
# --build-arg MODELS=none leaves the model files out, or names those to take;
# --build-arg WHISPER_MODEL=small fetches that model from its hub into the image.
FROM python:3.12.12-slim-bookworm AS build

WORKDIR /app
ENV PIP_NO_CACHE_DIR=1 PIP_DISABLE_PIP_VERSION_CHECK=1
COPY requirements.txt ./
# The CPU build of torch first, so that nothing draws the GPU libraries.
RUN python -m venv /app/.venv \
    && torch="$(sed -n '/^torch==/p' requirements.txt)" \
    && /app/.venv/bin/pip install --no-deps "$torch" \
        --index-url https://download.pytorch.org/whl/cpu \
    && /app/.venv/bin/pip install -r requirements.txt

ARG MODELS=all
COPY services/__init__.py services/whole_file.py ./services/
COPY services/models ./services/models
COPY services/model_files ./services/model_files
RUN /app/.venv/bin/python -m services.model_files install "$MODELS"

ARG WHISPER_MODEL=""
RUN mkdir -p /app/model \
    && if [ -n "$WHISPER_MODEL" ]; then \
        /app/.venv/bin/python -c "import sys; from faster_whisper import download_model; download_model(sys.argv[1], output_dir='/app/model')" "$WHISPER_MODEL"; \
    fi

FROM python:3.12.12-slim-bookworm

RUN useradd --create-home --uid 10001 viva && mkdir /data && chown viva /data
WORKDIR /app
COPY --from=build --chown=viva /app /app
# The pattern takes your résumé where there is one; without it, the sample serves.
COPY --chown=viva api_server.py resume_data.json my_resume.jso[n] supabase_schema.sql ./
COPY --chown=viva services ./services
COPY --chown=viva scripts ./scripts

ARG WHISPER_MODEL=""
ENV PATH=/app/.venv/bin:$PATH \
    PYTHONUNBUFFERED=1 \
    API_HOST=0.0.0.0 \
    API_PORT=8000 \
    DATA_DIR=/data \
    ENVIRONMENT=production \
    WHISPER_MODEL_DIR=${WHISPER_MODEL:+/app/model}
USER 10001
VOLUME /data
EXPOSE 8000
HEALTHCHECK --interval=30s --timeout=5s --start-period=20s CMD \
    ["python", "-c", "import os, urllib.request as u; u.urlopen('http://127.0.0.1:' + os.environ['API_PORT'] + '/health/ready', timeout=4)"]
CMD ["python", "api_server.py"]
