"""Nobody signs a section whose picture they put into the library, or edited there."""

from __future__ import annotations

from io import BytesIO
from typing import Any

import pytest
from django.core.exceptions import ValidationError
from django.core.files.images import ImageFile
from django.urls import reverse
from PIL import Image as Pixels
from wagtail.images import get_image_model

from conditions.figures import fingerprint
from conditions.models import ConditionIndexPage, ConditionPage
from tests.conditions.publishing.conftest import page_of, publications, words
from tests.conditions.signing.conftest import at_desk, edit, fresh, person, sign
from tests.factories import signed

pytestmark = pytest.mark.django_db
NAME = "ankle.png"


def png(colour: str) -> bytes:
    file = BytesIO()
    Pixels.new("RGB", (4, 4), colour).save(file, "PNG")
    return file.getvalue()


@pytest.fixture
def pictured(index: ConditionIndexPage) -> ConditionPage:
    """Live and signed by Rhea, with a picture that Max uploaded."""
    image = get_image_model()(title=NAME, file=ImageFile(BytesIO(png("red")), name=NAME))
    image.uploaded_by_user = person("max")
    image.save()
    causes = [{"kind": "figure", "image": NAME, "alt": "An ankle", "sha256": fingerprint(png("red"))}]
    page = index.add_child(instance=page_of(words(causes=causes)))
    page.save_revision(user=person("erin"))
    signed(fresh(page))
    fresh(page).get_latest_revision().publish()
    return fresh(page)


def put(by: str, colour: str) -> None:
    """`by` puts another file in place of the picture, in the library."""
    image = get_image_model().objects.get()
    data: dict[str, Any] = {f"focal_point_{name}": "" for name in ("x", "y", "width", "height")}
    data |= {"title": NAME, "collection": str(image.collection_id), "tags": "", "description": ""}
    file = ImageFile(BytesIO(png(colour)), name=NAME)
    response = at_desk(by).post(reverse("wagtailimages:edit", args=[image.pk]), data | {"file": file})
    assert response.status_code == 302


def test_whoever_swapped_the_file_does_not_sign_it(pictured: ConditionPage) -> None:
    put("max", "blue")
    with pytest.raises(ValidationError, match="You were the last to write “Causes”"):
        sign(pictured, "max")
    assert len(publications(pictured)) == 1


def test_nor_when_somebody_edited_it_since(pictured: ConditionPage) -> None:
    put("max", "blue")
    put("erin", "green")
    with pytest.raises(ValidationError, match="You were the last to write"):
        sign(pictured, "max")


def test_somebody_else_signs_it(pictured: ConditionPage) -> None:
    put("max", "blue")
    assert "causes" in sign(pictured, "ruth").section_hashes


def test_after_them_whoever_swapped_it_signs_the_rest(pictured: ConditionPage) -> None:
    put("max", "blue")
    sign(pictured, "ruth")
    assert "causes" not in sign(pictured, "max").section_hashes


def test_whoever_uploaded_it_does_not_sign_it_while_it_is_new(pictured: ConditionPage) -> None:
    put("erin", "blue")
    with pytest.raises(ValidationError, match="You were the last to write"):
        sign(pictured, "max")


def test_a_picture_that_is_live_as_it_is_keeps_nobody_from_signing(pictured: ConditionPage) -> None:
    edit(pictured, "erin", main_message="Rest it first.")
    assert "causes" in sign(pictured, "max").section_hashes
