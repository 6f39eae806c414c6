"""The configuration: the YAML file that the engine reads too, and the environment."""

import os
import re
from dataclasses import dataclass
from pathlib import Path

import yaml

from .chain import Rules

KEYS = {
    "chain_id": str,
    "validator.name": str,
    "validator.home": str,
    "validator.listen": str,
    "validator.bootstrap_peers": list,
    "validator.block_time": str,
    "validator.application": str,
    "api.listen": str,
    "api.admin": str,
    "consensus.use_rust_bindings": bool,
    "consensus.rules.merkle": str,
    "consensus.rules.header": str,
    "consensus.rules.signature": str,
    "consensus.shadow_mode.enabled": bool,
    "consensus.shadow_mode.compare_with_validator": bool,
    "consensus.shadow_mode.alert_on_divergence": bool,
    "consensus.shadow_mode.log_all_comparisons": bool,
    "consensus.gate.enabled": bool,
    "consensus.gate.on_divergence": str,
}
"""Every key by its path."""
WAITING = {f"consensus.{key}" for key in ("ramp", "rollback", "record")}
DEFAULTS = {
    "validator.home": ".",
    "validator.block_time": "2s",
    "api.listen": "127.0.0.1:8545",
    "api.admin": "admin.sock",
    "consensus.use_rust_bindings": False,
}


class ConfigError(Exception):
    """What is wrong with the file or the environment."""


@dataclass(frozen=True)
class Config:
    """What the application reads of it."""

    chain_id: str
    name: str
    home: Path
    application: str
    block_time: float
    listen: tuple[str, int]
    admin: Path
    rust: bool
    rules: Rules


class _Loader(yaml.SafeLoader):
    """Refuses a key that is given twice."""

    def construct_mapping(self, node, deep=False):
        seen = set()
        for key, _ in node.value:
            if key.value in seen:
                line = key.start_mark.line + 1
                raise ConfigError(f"line {line}: key {key.value} is given twice")
            seen.add(key.value)
        return super().construct_mapping(node, deep)


def load(path: Path, environment: dict[str, str] | None = None) -> Config:
    """Reads the file; the environment comes before it."""
    try:
        document = yaml.load(path.read_text(), Loader=_Loader)
        values = {**DEFAULTS, **_flat("", document or {}), **_environment(environment)}
        return _config(path, values)
    except (OSError, yaml.YAMLError, ValueError, ConfigError) as error:
        raise ConfigError(f"configuration {path}: {error}") from error


def _flat(prefix: str, node: object) -> dict[str, object]:
    if not isinstance(node, dict):
        raise ConfigError(f"{prefix.rstrip('.')} is not a mapping")
    values: dict[str, object] = {}
    for key, value in node.items():
        path = f"{prefix}{key}"
        if path in WAITING:
            if value != {"enabled": False}:
                raise ConfigError(
                    f"{path}: this node does not do that yet; remove the key, or write enabled: false"
                )
        elif path in KEYS:
            if type(value) is not KEYS[path]:
                raise ConfigError(f"{path}: {value!r} is not of type {KEYS[path].__name__}")
            values[path] = value
        elif any(known.startswith(path + ".") for known in KEYS):
            values |= _flat(path + ".", value)
        else:
            there = sorted({k.removeprefix(prefix).split(".")[0] for k in KEYS if k.startswith(prefix)})
            raise ConfigError(f"unknown key {path}; there are {', '.join(there)}")
    return values


def _environment(environment: dict[str, str] | None) -> dict[str, object]:
    names = {"COINJECTURE_" + path.upper().replace(".", "_"): path for path in KEYS}
    names["COINJECTURE_USE_RUST"] = "consensus.use_rust_bindings"
    values: dict[str, object] = {}
    for name, text in (os.environ if environment is None else environment).items():
        if not name.startswith("COINJECTURE_") or name == "COINJECTURE_SHA256":
            continue
        if name not in names:
            raise ConfigError(f"environment {name}: no key has this name")
        path = names[name]
        if KEYS[path] is bool:
            if text not in ("0", "1", "false", "true"):
                raise ConfigError(f"environment {name}: {text!r} is not a boolean; set it to 1 or 0")
            values[path] = text in ("1", "true")
        else:
            values[path] = text.split(",") if KEYS[path] is list else text
    return values


def _config(path: Path, values: dict) -> Config:
    for key in ("chain_id", "validator.name", "validator.application"):
        if not values.get(key):
            raise ConfigError(f"{key}: missing")
    for key in ("consensus.shadow_mode", "consensus.gate"):
        if values.get(f"{key}.enabled"):
            raise ConfigError(f"{key}: a node in Python asks one backend and cannot compare two; write enabled: false")
    home = path.resolve().parent / values["validator.home"]
    host, _, port = values["api.listen"].rpartition(":")
    if not host or not port.isdigit():
        raise ConfigError(f"api.listen: {values['api.listen']!r} is not host:port")
    if not values["validator.application"].startswith(("tcp://", "unix://")):
        raise ConfigError("validator.application: a Python validator listens at tcp:// or unix://")
    rules = {
        key.rsplit(".", 1)[1]: value
        for key, value in values.items()
        if key.startswith("consensus.rules.")
    }
    return Config(
        chain_id=values["chain_id"],
        name=values["validator.name"],
        home=home,
        application=values["validator.application"],
        block_time=_seconds(values["validator.block_time"]),
        listen=(host, int(port)),
        admin=home / values["api.admin"],
        rust=values["consensus.use_rust_bindings"],
        rules=Rules(**rules),
    )


UNITS = {"ms": 0.001, "s": 1.0, "m": 60.0, "h": 3600.0}


def _seconds(text: str) -> float:
    """A duration as Go writes it, as 1m30s."""
    if not re.fullmatch(r"(\d+(\.\d+)?(ms|s|m|h))+", text):
        raise ConfigError(f"validator.block_time: {text!r} is not a duration, as 2s")
    return sum(float(n) * UNITS[unit] for n, unit in re.findall(r"(\d+(?:\.\d+)?)(ms|s|m|h)", text))
