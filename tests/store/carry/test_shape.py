"""Every table and every column is carried, or named as left out with why."""

import pytest
from django.apps import apps

from afterview.store.carry.columns import FORMS
from afterview.store.carry.shape import ALL, COLUMNS_LEFT_OUT, FORMAT, TABLES, TABLES_LEFT_OUT, Table
from afterview.store.carry.upgrade import STEPS


def test_every_table_is_carried_or_left_out_with_why() -> None:
    carried = {table.model for table in ALL}
    left_out = set(TABLES_LEFT_OUT)
    assert carried | left_out == set(apps.get_app_config("store").get_models()), (
        "name the new table in store/carry/shape.py: its columns, or why it is left out"
    )
    assert not carried & left_out
    assert all(TABLES_LEFT_OUT.values())


@pytest.mark.parametrize("table", ALL, ids=lambda table: table.name)
def test_every_column_is_carried_or_left_out_with_why(table: Table) -> None:
    own = {field.name for field in table.model._meta.concrete_fields}
    carried = {column.name for column in table.columns}
    assert carried == own - set(COLUMNS_LEFT_OUT), f"name the new column of {table.name} in store/carry/shape.py"
    assert len(table.listing.split()) == len(carried)
    assert all(COLUMNS_LEFT_OUT.values())


def test_every_required_reference_points_back() -> None:
    """Otherwise a restore could not write the row at once."""
    order = [table.name for table in TABLES]
    for table in TABLES:
        for column in table.columns:
            if column.target and not column.nullable:
                assert order.index(column.target) < order.index(table.name)


def test_every_format_has_a_step_to_the_next() -> None:
    assert set(STEPS) == set(range(1, FORMAT))


def test_no_field_class_is_written_in_another_s_form() -> None:
    kinds = [kind for kind, _ in FORMS]
    for at, kind in enumerate(kinds):
        assert not any(issubclass(kind, earlier) for earlier in kinds[:at]), "the narrower class comes first"
