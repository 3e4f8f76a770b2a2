"""Two creates of one row with DRF's generic view and ModelSerializer, and a hello.

`rows` is what an application has that does the least: a token says who calls, and the row belongs to a person.
`bare-rows` asks nobody who calls and checks no foreign key.
"""

from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.authentication import TokenAuthentication
from rest_framework.generics import CreateAPIView
from rest_framework.permissions import AllowAny, IsAuthenticated
from rest_framework.serializers import ModelSerializer

from benchmarks.yardstick.models import Row


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello")


class RowSerializer(ModelSerializer):
    class Meta:
        model = Row
        fields = ["id", "person", "condition", "publication", "answers", "measures", "note", "created_at"]


class BareRowSerializer(ModelSerializer):
    class Meta:
        model = Row
        fields = ["id", "condition", "publication", "answers", "measures", "note", "created_at"]


class CreateRow(CreateAPIView):
    queryset = Row.objects.all()
    serializer_class = RowSerializer
    authentication_classes = [TokenAuthentication]
    permission_classes = [IsAuthenticated]


class CreateBareRow(CreateAPIView):
    queryset = Row.objects.all()
    serializer_class = BareRowSerializer
    authentication_classes = []
    permission_classes = [AllowAny]


urlpatterns = [
    path("hello", hello),
    path("rows", CreateRow.as_view()),
    path("bare-rows", CreateBareRow.as_view()),
]
