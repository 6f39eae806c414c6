package main

import (
	"context"
	"fmt"
	"io"
	"os"
	"os/exec"
	"syscall"
	"time"

	"google.golang.org/grpc"
	"google.golang.org/grpc/credentials/insecure"
	"google.golang.org/protobuf/types/known/wrapperspb"

	"spandrel.dev/bench/calls"
	"spandrel.dev/bench/calls/remote"
)

// grpcVariable makes this program a server of gRPC.
const grpcVariable = "BENCH_MODES_GRPC"

// The service: a request is a number, an answer bytes. Both are messages that protobuf itself has, so that none is generated here.
var (
	fillMethod    = grpc.MethodDesc{MethodName: "Fill", Handler: serveFill}
	packetsMethod = grpc.StreamDesc{StreamName: "Packets", Handler: servePackets, ServerStreams: true}
	grpcService   = grpc.ServiceDesc{
		ServiceName: "calls", HandlerType: (*any)(nil), Methods: []grpc.MethodDesc{fillMethod}, Streams: []grpc.StreamDesc{packetsMethod},
	}
)

func serveFill(_ any, _ context.Context, read func(any) error, _ grpc.UnaryServerInterceptor) (any, error) {
	var size wrapperspb.UInt64Value
	if err := read(&size); err != nil {
		return nil, err
	}
	return wrapperspb.Bytes(calls.Fill(size.Value, 7)), nil
}

func servePackets(_ any, stream grpc.ServerStream) error {
	var count wrapperspb.UInt64Value
	if err := stream.RecvMsg(&count); err != nil {
		return err
	}
	for packet, err := range calls.Packets(stream.Context(), count.Value) {
		if err != nil {
			return err
		}
		if err := stream.SendMsg(wrapperspb.Bytes(packet[:])); err != nil {
			return err
		}
	}
	return nil
}

// serveGRPC serves Fill and Packets.
func serveGRPC(path string) {
	server := grpc.NewServer()
	server.RegisterService(&grpcService, struct{}{})
	listener, err := remote.Listen("unix:" + path)
	if err == nil {
		err = server.Serve(listener)
	}
	fmt.Fprintln(os.Stderr, "modes: grpc:", err)
	os.Exit(1)
}

// startGRPC starts this program as a server of gRPC, on the same kind of socket as the other ways.
func startGRPC(path string) (way, func(), error) {
	server := exec.Command("/proc/self/exe")
	server.Env = append(os.Environ(), grpcVariable+"="+path)
	server.Stderr = os.Stderr
	server.SysProcAttr = &syscall.SysProcAttr{Pdeathsig: syscall.SIGKILL}
	if err := server.Start(); err != nil {
		return way{}, nil, err
	}
	stop := func() {
		_ = server.Process.Kill()
		_ = server.Wait()
	}
	connection, err := grpc.NewClient("unix:"+path, grpc.WithTransportCredentials(insecure.NewCredentials()))
	if err != nil {
		stop()
		return way{}, nil, err
	}
	peer := way{name: "grpc", fill: func(size uint64) ([]byte, error) {
		var answer wrapperspb.BytesValue
		err := connection.Invoke(context.Background(), "/calls/Fill", wrapperspb.UInt64(size), &answer)
		return answer.Value, err
	}}
	peer.items = func(count uint64) (int, error) {
		ctx, cancel := context.WithCancel(context.Background())
		defer cancel()
		stream, err := connection.NewStream(ctx, &packetsMethod, "/calls/Packets")
		if err == nil {
			err = stream.SendMsg(wrapperspb.UInt64(count))
		}
		if err == nil {
			err = stream.CloseSend()
		}
		items := 0
		for err == nil {
			var packet wrapperspb.BytesValue
			if err = stream.RecvMsg(&packet); err == nil {
				items += len(packet.Value) / 64
			}
		}
		if err != io.EOF {
			return items, err
		}
		return items, nil
	}
	for range 200 {
		if _, err = peer.fill(1); err == nil {
			return peer, stop, nil
		}
		time.Sleep(20 * time.Millisecond)
	}
	stop()
	return way{}, nil, err
}
