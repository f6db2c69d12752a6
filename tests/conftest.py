"""Fixtures of all tests: a test's docstring is its input file."""

import inspect
from pathlib import Path

import pytest
from flask import Flask
from hypothesis import settings

from framework.model import UploadedFile
from tests.dashboard.senders import Sender

Flask.test_client_class = Sender
settings.register_profile("suite", deadline=None)  # a busy machine is no reason to fail
settings.load_profile("suite")


@pytest.fixture
def yaml_doc(request: pytest.FixtureRequest, tmp_path: Path) -> Path:
    """The docstring of the test as the file indicators.yaml."""
    file = tmp_path / "indicators.yaml"
    file.write_text(inspect.getdoc(request.function) or "", "utf-8")
    return file


@pytest.fixture
def csv_doc(request: pytest.FixtureRequest) -> UploadedFile:
    """The docstring of the test as the file report.csv."""
    return UploadedFile("report.csv", (inspect.getdoc(request.function) or "").encode())
