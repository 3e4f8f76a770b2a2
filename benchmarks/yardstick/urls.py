from django.http import HttpRequest, HttpResponse
from django.urls import path
from rest_framework.generics import CreateAPIView
from rest_framework.serializers import ModelSerializer

from benchmarks.yardstick.models import Row


def hello(request: HttpRequest) -> HttpResponse:
    return HttpResponse("Hello")


class RowSerializer(ModelSerializer):
    class Meta:
        model = Row
        fields = ["id", "condition", "publication", "answers", "measures", "note", "created_at"]


class CreateRow(CreateAPIView):
    queryset = Row.objects.all()
    serializer_class = RowSerializer


urlpatterns = [path("hello", hello), path("rows", CreateRow.as_view())]
